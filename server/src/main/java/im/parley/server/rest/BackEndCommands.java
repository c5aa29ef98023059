package im.parley.server.rest;

import java.util.function.IntFunction;

/// The commands that back ends have, by what they use of an app.
public final class BackEndCommands {
    private BackEndCommands() {}

    /// @param apps from the SDKAppID of an app that is served to what may be used of it
    public static void addTo(RestTable.Builder table, IntFunction<RestApp> apps) {
        SettingsCommands.addTo(table.area(id -> apps.apply(id).access().settings()));
        SearchCommands.addTo(table.area(id -> apps.apply(id).search()));

        var operations = table.area(id -> apps.apply(id).operations());
        StatisticsCommands.addTo(operations);
        HistoryFileCommands.addTo(operations);
        FileCommands.addTo(operations);
        AddressCommands.addTo(operations);

        var people = table.area(id -> apps.apply(id).people());
        AccountCommands.addTo(people);
        StateCommands.addTo(people);
        MuteCommands.addTo(people);
        ProfileCommands.addTo(people);
        PhoneCommands.addTo(people);

        var relations = table.area(id -> apps.apply(id).relations());
        FriendCommands.addTo(relations);
        FriendListCommands.addTo(relations);
        FriendGroupCommands.addTo(relations);
        BlacklistCommands.addTo(relations);
        FollowCommands.addTo(relations);

        var messages = table.area(id -> apps.apply(id).messages());
        MessageCommands.addTo(messages);
        GroupMessageCommands.addTo(messages);
        HistoryCommands.addTo(messages);
        ChangeCommands.addTo(messages);
        MessageImportCommands.addTo(messages);

        var mailings = table.area(id -> apps.apply(id).mailings());
        MemberPushCommands.addTo(mailings);
        TagCommands.addTo(mailings);
        UserAttributeCommands.addTo(mailings);

        var receipts = table.area(id -> apps.apply(id).receipts());
        ReadCommands.addTo(receipts);
        ExtensionCommands.addTo(receipts);

        var groups = table.area(id -> apps.apply(id).groups());
        GroupCommands.addTo(groups);
        GroupInfoCommands.addTo(groups);
        GroupListCommands.addTo(groups);
        GroupImportCommands.addTo(groups);
        MemberCommands.addTo(groups);
        MemberStateCommands.addTo(groups);
        AttributeCommands.addTo(groups);
        CounterCommands.addTo(groups);
        TopicCommands.addTo(groups);
        RoomCommands.addTo(table.area(id -> apps.apply(id).rooms()));

        var conversations = table.area(id -> apps.apply(id).conversations());
        ConversationCommands.addTo(conversations);
        ContactGroupCommands.addTo(conversations);
        ContactMarkCommands.addTo(conversations);
    }
}
