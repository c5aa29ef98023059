package im.parley.server.rest;

import im.parley.server.conversation.BackEndConversations;
import im.parley.server.conversation.BackEndLists;

/// What commands about users' lists of conversations use.
public record RestConversations(RestUsers users, BackEndLists lists, BackEndConversations conversations) {}
