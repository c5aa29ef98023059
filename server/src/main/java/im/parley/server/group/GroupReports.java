package im.parley.server.group;

import com.fasterxml.jackson.databind.node.ObjectNode;
import im.parley.server.metrics.DailyCount;
import im.parley.server.operation.Caller;
import im.parley.server.settings.CallbackCommand;
import im.parley.server.users.Account;
import im.parley.server.users.Accounts;
import im.parley.server.webhook.Callbacks;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/// What an app's back end is told of groups after it happened. Works nothing out that it does not want to know.
/// Safe for use by many threads.
public final class GroupReports {
    private static final String MEMBERS = "MemberList";
    private static final String MEMBER = "Member_Account";

    private final Callbacks callbacks;
    private final Accounts accounts;

    public GroupReports(Callbacks callbacks, Accounts accounts) {
        this.callbacks = callbacks;
        this.accounts = accounts;
    }

    /// What else there is to tell of a group.
    ///
    /// @param more what the command has beside the group and who did it
    record Report(CallbackCommand command, Consumer<ObjectNode> more) {}

    void tell(Caller caller, StoredGroup group, Report report) {
        callbacks.tell(report.command(), caller.terminal(), group.groupID(), body -> {
            body.put("GroupId", group.groupID())
                    .put("Type", group.type().wireName())
                    .put("Operator_Account", caller.userID());
            report.more().accept(body);
        });
    }

    private void tell(GroupChange change, CallbackCommand command, Consumer<ObjectNode> more) {
        tell(change.caller(), change.group(), new Report(command, more));
    }

    /// Tells of a change that is committed.
    void tell(GroupChange change) {
        var news = change.news();
        count(news);
        if (news.imported) {
            return;
        }
        if (news.ended) {
            ended(change);
            return;
        }
        if (news.created) {
            created(change);
        } else {
            if (!news.joined.isEmpty()) {
                joined(change);
            }
            if (!news.left.isEmpty()) {
                left(change);
            }
            if (news.profileChanged) {
                profile(change);
            }
            if (handsOver(change)) {
                owner(change);
            } else {
                news.touched.values().forEach(member -> member(change, member));
            }
        }
        if (!news.joined.isEmpty() && GroupMembers.free(change.group()) == 0) {
            callbacks.tell(
                    CallbackCommand.AFTER_GROUP_FULL,
                    change.caller().terminal(),
                    change.groupID(),
                    body -> body.put("GroupId", change.groupID()));
        }
        news.reports.forEach(report -> tell(change.caller(), change.group(), report));
    }

    private void count(GroupNews news) {
        if (news.ended) {
            callbacks.count(DailyCount.GROUPS_DISMISSED, 1);
        } else if (news.created) {
            callbacks.count(DailyCount.GROUPS_MADE, 1);
        } else {
            callbacks.count(DailyCount.MEMBERS_JOINED, news.joined.size());
            callbacks.count(DailyCount.MEMBERS_LEFT, news.left.size());
        }
    }

    private void created(GroupChange change) {
        var group = change.group();
        tell(change, CallbackCommand.AFTER_CREATE_GROUP, body -> {
            body.put("Owner_Account", userID(group.owner())).put("Name", group.name());
            var others = change.news().joined.keySet().stream()
                    .filter(member -> member != group.owner())
                    .toList();
            Callbacks.addEach(body, MEMBERS, MEMBER, userIDs(others));
            var fields = body.putArray("UserDefinedDataList");
            group.fields()
                    .forEach(field -> fields.addObject().put("Key", field.key()).put("Value", field.value()));
        });
    }

    private void joined(GroupChange change) {
        tell(change, CallbackCommand.AFTER_MEMBER_JOIN, body -> {
            body.put("JoinType", change.news().joinType == GroupMembers.APPLIED ? "Apply" : "Invited");
            Callbacks.addEach(
                    body, "NewMemberList", MEMBER, userIDs(change.news().joined.keySet()));
        });
    }

    private void left(GroupChange change) {
        tell(change, CallbackCommand.AFTER_MEMBER_EXIT, body -> {
            boolean kicked = change.news().left.containsValue(GroupMembers.KICKED);
            body.put("ExitType", kicked ? "Kicked" : "Quit");
            Callbacks.addEach(
                    body, "ExitMemberList", MEMBER, userIDs(change.news().left.keySet()));
        });
    }

    private void profile(GroupChange change) {
        var before = change.before();
        var now = change.group();
        var changed = new ChangedFields()
                .with("Name", before.name(), now.name())
                .with("Introduction", before.introduction(), now.introduction())
                .with("Notification", before.notification(), now.notification())
                .with("FaceUrl", before.avatar(), now.avatar());
        if (!changed.isEmpty()) {
            tell(change, CallbackCommand.AFTER_GROUP_CHANGE, changed::addTo);
        }
    }

    /// Not if the owner quits: then there is none.
    private static boolean handsOver(GroupChange change) {
        long owner = change.group().owner();
        return owner != 0 && owner != change.before().owner();
    }

    private void owner(GroupChange change) {
        tell(
                change,
                CallbackCommand.AFTER_OWNER_CHANGE,
                body -> body.put("OldOwner_Account", userID(change.before().owner()))
                        .put("NewOwner_Account", userID(change.group().owner())));
    }

    private void member(GroupChange change, StoredMember member) {
        var before = change.news().before.getOrDefault(member.tinyID(), member);
        var changed = new ChangedFields()
                .with("Role", before.role().wireName(), member.role().wireName())
                .with("NameCard", before.nameCard(), member.nameCard());
        if (!changed.isEmpty()) {
            tell(change, CallbackCommand.AFTER_MEMBER_CHANGE, body -> {
                body.put("Modified_Account", userID(member.tinyID()));
                changed.addTo(body);
            });
        }
    }

    private void ended(GroupChange change) {
        var group = change.group();
        callbacks.tell(CallbackCommand.AFTER_GROUP_DESTROYED, change.caller().terminal(), group.groupID(), body -> {
            body.put("GroupId", group.groupID())
                    .put("Type", group.type().wireName())
                    .put("Owner_Account", userID(group.owner()))
                    .put("Name", group.name());
            Callbacks.addEach(body, MEMBERS, MEMBER, userIDs(change.news().lastMembers));
        });
    }

    private String userID(long tinyID) {
        return userIDs(List.of(tinyID)).stream().findFirst().orElse("");
    }

    private List<String> userIDs(Collection<Long> tinyIDs) {
        return accounts.byTinyID(tinyIDs).values().stream().map(Account::userID).toList();
    }
}
