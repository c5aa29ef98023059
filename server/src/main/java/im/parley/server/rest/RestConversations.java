package im.parley.server.rest;

import im.parley.server.conversation.BackEndConversations;

/// What commands about users' lists of conversations use.
public record RestConversations(RestUsers users, BackEndConversations conversations) {}
