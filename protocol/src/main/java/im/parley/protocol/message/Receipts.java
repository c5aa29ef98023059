package im.parley.protocol.message;

import com.fasterxml.jackson.annotation.JsonInclude;

/// Read receipts of a message so far.
///
/// @param count in C2C 1: the peer's
/// @param time seconds since 1970 of the newest; 0: none
/// @param unread groups: how many of those who were in when it was sent, its sender not counted, have sent none
public record Receipts(
        int count,
        long time,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) int unread) {}
