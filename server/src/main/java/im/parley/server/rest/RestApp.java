package im.parley.server.rest;

import im.parley.server.search.SearchRebuild;

/// What back ends may use of an app, by area: each command sees its own.
public record RestApp(
        RestAccess access,
        RestPeople people,
        RestRelations relations,
        RestMessages messages,
        RestMailings mailings,
        RestReceipts receipts,
        RestConversations conversations,
        RestGroups groups,
        RestRooms rooms,
        SearchRebuild search,
        RestOperations operations) {}
