package im.parley.server.group;

import com.fasterxml.jackson.databind.node.ObjectNode;
import im.parley.protocol.group.NewMember;
import im.parley.server.operation.Administrator;
import im.parley.server.operation.Caller;
import im.parley.server.settings.CallbackCommand;
import im.parley.server.users.Account;
import im.parley.server.webhook.Callbacks;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// What an app's back end is asked about groups before it happens; it is not asked about what would be refused anyway,
/// as far as that can be seen without the group's lock. All of it blocks and must not be called in a transaction. Safe
/// for use by many threads.
public final class GroupQuestions {
    private final Jdbi jdbi;
    private final Callbacks callbacks;

    public GroupQuestions(Jdbi jdbi, Callbacks callbacks) {
        this.jdbi = jdbi;
        this.callbacks = callbacks;
    }

    /// Whether a group may be made.
    ///
    /// @param owner null: nobody
    /// @param members who else is to be in
    /// @throws im.parley.protocol.ChatException see [Callbacks#askInGroup]
    void create(Caller caller, @Nullable Account owner, StoredGroup group, List<NewMember> members) {
        callbacks.askInGroup(CallbackCommand.BEFORE_CREATE_GROUP, caller, body -> {
            body.put("Operator_Account", caller.userID())
                    .put("Owner_Account", owner == null ? "" : owner.userID())
                    .put("Type", group.type().wireName())
                    .put("Name", group.name())
                    .put("CreateGroupNum", owner == null ? 0 : owned(owner, group.type()));
            Callbacks.addEach(
                    body,
                    "MemberList",
                    "Member_Account",
                    members.stream().map(NewMember::userID).distinct().toList());
        });
    }

    private int owned(Account owner, GroupType type) {
        return jdbi.withHandle(handle -> GroupStore.owned(handle, owner.tinyID(), type));
    }

    /// Whether the caller may enter or apply to enter.
    ///
    /// @return false: nobody was asked because they are in already
    /// @throws im.parley.protocol.ChatException see [Callbacks#askInGroup], and as the join itself
    boolean join(Caller caller, String groupID) {
        if (!callbacks.isOn(CallbackCommand.BEFORE_APPLY_JOIN)) {
            return true;
        }
        var group = jdbi.withHandle(handle -> GroupQueries.find(handle, groupID));
        if (jdbi.withHandle(handle -> GroupStore.member(handle, group.id(), caller.tinyID()))
                .isPresent()) {
            return false;
        }
        GroupMembers.checkTakesApplications(group);
        GroupMembers.checkHasRoom(group);
        callbacks.askInGroup(
                CallbackCommand.BEFORE_APPLY_JOIN,
                caller,
                body -> about(body, group).put("Requestor_Account", caller.userID()));
        return true;
    }

    /// Whether users may be taken in or invited.
    ///
    /// @return who may not: whom the back end keeps out, and who is in already and was not asked about
    /// @throws im.parley.protocol.ChatException see [Callbacks#askInGroup], and as the invitation itself
    Set<String> invite(Caller caller, String groupID, Collection<Account> users) {
        if (!callbacks.isOn(CallbackCommand.BEFORE_INVITE_JOIN)) {
            return Set.of();
        }
        var group = jdbi.withHandle(handle -> GroupQueries.find(handle, groupID));
        GroupMembers.checkNotLive(group);
        GroupMembers.mustAsk(group, role(caller, group));
        var keptOut = members(group, users);
        var wanted = users.stream()
                .map(Account::userID)
                .filter(user -> !keptOut.contains(user))
                .toList();
        if (!wanted.isEmpty()) {
            GroupMembers.checkHasRoom(group);
            callbacks
                    .askInGroup(CallbackCommand.BEFORE_INVITE_JOIN, caller, body -> {
                        about(body, group).put("Operator_Account", caller.userID());
                        Callbacks.addEach(body, "DestinationMembers", "Member_Account", wanted);
                    })
                    .ifPresent(answer -> answer.json()
                            .path("RefusedMembers_Account")
                            .forEach(refused -> keptOut.add(refused.asText())));
        }
        return keptOut;
    }

    /// Who of these users is in.
    private Set<String> members(StoredGroup group, Collection<Account> users) {
        var numbers = users.stream().map(Account::tinyID).toList();
        var members = jdbi.withHandle(handle -> GroupStore.members(handle, group.id(), numbers));
        return users.stream()
                .filter(user -> members.containsKey(user.tinyID()))
                .map(Account::userID)
                .collect(Collectors.toCollection(HashSet::new));
    }

    /// Whether a community may have one topic more.
    ///
    /// @throws im.parley.protocol.ChatException see [Callbacks#askInGroup], and as [GroupChange#checkTopics]
    public void createTopic(Caller caller, String groupID, String name) {
        if (!callbacks.isOn(CallbackCommand.BEFORE_CREATE_TOPIC)) {
            return;
        }
        var group = jdbi.withHandle(handle -> GroupQueries.find(handle, groupID));
        GroupChange.checkTopics(group, role(caller, group), GroupAction.MANAGE_TOPICS);
        callbacks.askInGroup(
                CallbackCommand.BEFORE_CREATE_TOPIC,
                caller,
                body -> about(body, group)
                        .put("Operator_Account", caller.userID())
                        .put("Name", name));
    }

    private GroupRole role(Caller caller, StoredGroup group) {
        return caller instanceof Administrator
                ? GroupRole.ADMINISTRATOR
                : jdbi.withHandle(handle -> GroupStore.member(handle, group.id(), caller.tinyID()))
                        .orElseThrow(() -> Groups.notMember(group.groupID(), caller.userID()))
                        .role();
    }

    private static ObjectNode about(ObjectNode body, StoredGroup group) {
        return body.put("GroupId", group.groupID()).put("Type", group.type().wireName());
    }
}
