package im.parley.server.rest;

import im.parley.server.conversation.BackEndReads;
import im.parley.server.message.BackEndAttachments;

/// What commands about what users have read, and about what is attached to messages, use.
public record RestReceipts(RestUsers users, BackEndAttachments attachments, BackEndReads reads) {}
