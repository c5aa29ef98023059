package im.parley.protocol.message;

import im.parley.protocol.Push;

/// The C2C peer has read the user's messages up to a point.
///
/// @param conversationID the user's name of the conversation: `C2C<peer>`
/// @param peerReadSequence everything up to this sequence is read
/// @param peerReadTime time of the last message read, seconds since 1970
@Push("message.readByPeer")
public record MessageReadByPeer(String conversationID, long peerReadSequence, long peerReadTime) {}
