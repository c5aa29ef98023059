package im.parley.server.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import im.parley.protocol.ChatException;
import im.parley.protocol.ConversationId;
import im.parley.protocol.Limits;
import im.parley.protocol.conversation.DeleteConversationGroup;
import im.parley.protocol.conversation.RenameConversationGroup;
import im.parley.server.rest.Contacts.Contact;
import im.parley.server.rest.Contacts.GroupItem;
import im.parley.server.rest.Contacts.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Of service `recentcontact`: the groups into which users sort their conversations.
final class ContactGroupCommands {
    private static final int MAX_CONTACTS = 1_000;

    private static final int RENAME = 1;
    private static final int SORT = 2;

    private ContactGroupCommands() {}

    static void addTo(RestTable.Area<RestConversations> table) {
        table.on(Contacts.SERVICE, "create_contact_group", Create.class, ContactGroupCommands::create)
                .on(Contacts.SERVICE, "update_contact_group", Update.class, ContactGroupCommands::update)
                .on(Contacts.SERVICE, "del_contact_group", Delete.class, ContactGroupCommands::delete);
    }

    private static List<String> texts(List<ConversationId> conversations) {
        return conversations.stream().map(ConversationId::text).toList();
    }

    /// @param groupContactItem 1 to 20 groups
    record Create(
            @JsonProperty("From_Account") @Nullable String from,
            @Nullable List<NewGroup> groupContactItem) {}

    /// @param contactItem at most 1000; absent: none
    record NewGroup(@Nullable String groupName, @Nullable List<Contact> contactItem) {}

    record Created(List<CreatedGroup> groupResultItem, String errorDisplay) {}

    record CreatedGroup(GroupItem groupItem, List<Outcome> resultItem) {}

    private static Created create(RestConversations area, Create request) {
        var groups = Contacts.list("GroupContactItem", request.groupContactItem(), Limits.CONVERSATION_GROUPS);
        groups.forEach(group -> name(group.groupName()));
        var contacts = groups.stream()
                .map(group -> Contacts.conversations(group.contactItem(), MAX_CONTACTS))
                .toList();
        var inNameOf = Contacts.inNameOf(area.users(), request.from());
        var created = new ArrayList<CreatedGroup>();
        for (int i = 0; i < groups.size(); i++) {
            var name = name(groups.get(i).groupName());
            var conversations = contacts.get(i);
            var sorted =
                    Contacts.refusing(() -> area.conversations().createGroup(inNameOf, name, texts(conversations)));
            created.add(new CreatedGroup(
                    GroupItem.of(sorted.group()),
                    conversations.stream()
                            .map(one -> Outcome.of(null, one, sorted.failures()))
                            .toList()));
        }
        return new Created(created, "");
    }

    /// A conversation group's name, 1 to 32 bytes.
    private static String name(@Nullable String name) {
        if (name == null) {
            throw new ChatException(Contacts.BAD_PARAMETER, "GroupName is missing");
        }
        return Contacts.refusing(() -> new DeleteConversationGroup(name).groupName());
    }

    /// @param updateType 1, the only one that there is
    record Update(
            @JsonProperty("From_Account") @Nullable String from,
            @Nullable Integer updateType,
            @Nullable UpdateGroup updateGroup) {}

    /// @param updateGroupType 1: its name, 2: what is in it
    /// @param contactUpdateItem 1 to 1000
    record UpdateGroup(
            @Nullable Integer updateGroupType,
            @Nullable String oldGroupName,
            @Nullable String newGroupName,
            @Nullable List<ContactUpdate> contactUpdateItem) {}

    /// @param contactOptType 1: into the group, 2: out of it
    record ContactUpdate(
            @Nullable Integer contactOptType, @Nullable Contact contactItem) {
        private boolean isInto() {
            if (contactOptType == null || contactOptType != 1 && contactOptType != 2) {
                throw new ChatException(
                        Contacts.BAD_PARAMETER, "ContactOptType is " + contactOptType + ", expected 1 or 2");
            }
            return contactOptType == 1;
        }

        private ConversationId conversation() {
            if (contactItem == null) {
                throw new ChatException(Contacts.BAD_PARAMETER, "ContactItem is missing");
            }
            return contactItem.conversation();
        }
    }

    record Updated(int updateType, UpdateResult updateGroupResult, String errorDisplay) {}

    record UpdateResult(
            int updateGroupType,
            String groupName,
            int groupId,
            @Nullable String oldGroupName,
            @Nullable List<Outcome> contactResultItem) {}

    private static Updated update(RestConversations area, Update request) {
        var update = request.updateGroup();
        if (request.updateType() == null || request.updateType() != 1 || update == null) {
            throw new ChatException(
                    Contacts.BAD_PARAMETER,
                    "UpdateType is " + request.updateType() + " or UpdateGroup is missing, expected 1 and a group");
        }
        var result = switch (update.updateGroupType()) {
            case Integer type when type == RENAME -> rename(area, request.from(), update);
            case Integer type when type == SORT -> sort(area, request.from(), update);
            case null, default ->
                throw new ChatException(
                        Contacts.BAD_PARAMETER, "UpdateGroupType is " + update.updateGroupType() + ", expected 1 or 2");
        };
        return new Updated(1, result, "");
    }

    private static UpdateResult rename(RestConversations area, @Nullable String from, UpdateGroup update) {
        var names = new RenameConversationGroup(name(update.oldGroupName()), name(update.newGroupName()));
        var inNameOf = Contacts.inNameOf(area.users(), from);
        var group = Contacts.refusing(() -> area.conversations().renameGroup(inNameOf, names));
        return new UpdateResult(RENAME, group.groupName(), group.groupID(), names.oldName(), null);
    }

    private static UpdateResult sort(RestConversations area, @Nullable String from, UpdateGroup update) {
        var name = name(update.oldGroupName());
        var contacts = Contacts.list("ContactUpdateItem", update.contactUpdateItem(), MAX_CONTACTS);
        var inNameOf = Contacts.inNameOf(area.users(), from);
        var sorted = Contacts.refusing(
                () -> area.conversations().sort(inNameOf, name, names(contacts, true), names(contacts, false)));
        return new UpdateResult(
                SORT,
                sorted.group().groupName(),
                sorted.group().groupID(),
                null,
                contacts.stream()
                        .map(contact -> Outcome.of(contact.contactOptType(), contact.conversation(), sorted.failures()))
                        .toList());
    }

    private static List<String> names(List<ContactUpdate> contacts, boolean isInto) {
        return contacts.stream()
                .filter(contact -> contact.isInto() == isInto)
                .map(contact -> contact.conversation().text())
                .toList();
    }

    /// @param groupName 1 to 20
    record Delete(
            @JsonProperty("From_Account") @Nullable String from,
            @Nullable List<String> groupName) {}

    /// @param groupItem those that there were
    record Deleted(List<GroupItem> groupItem, String errorDisplay) {}

    private static Deleted delete(RestConversations area, Delete request) {
        var groups = Contacts.list("GroupName", request.groupName(), Limits.CONVERSATION_GROUPS).stream()
                .map(name -> new DeleteConversationGroup(name(name)))
                .toList();
        var inNameOf = Contacts.inNameOf(area.users(), request.from());
        return new Deleted(
                Contacts.items(Contacts.refusing(() -> area.conversations().deleteGroups(inNameOf, groups))), "");
    }
}
