package im.parley.server.group;

import im.parley.protocol.ErrorCode;
import im.parley.protocol.Limits;
import im.parley.protocol.group.GroupApplication;
import im.parley.protocol.group.HandleApplication;
import im.parley.protocol.group.ListApplications;
import im.parley.server.operation.Caller;
import im.parley.server.users.Account;
import im.parley.server.users.Accounts;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/// Who waits to be let into groups, and who decides that. All of it happens under the group's lock, so of two
/// decisions the second finds nothing to decide.
final class Applications {
    private static final int NOTICE_ACCEPTED = 2;
    private static final int NOTICE_REFUSED = 3;
    private static final int NOTICE_INVITATION_ACCEPTED = 13;
    private static final int NOTICE_INVITATION_REFUSED = 14;
    private static final int AUTHENTICATION_BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Jdbi jdbi;
    private final GroupChanges changes;
    private final GroupMembers members;
    private final Accounts accounts;

    Applications(Jdbi jdbi, GroupChanges changes, GroupMembers members, Accounts accounts) {
        this.jdbi = jdbi;
        this.changes = changes;
        this.members = members;
        this.accounts = accounts;
    }

    /// The caller wants in. Asking again with other words takes the place of the first time.
    static void apply(GroupChange change, String note) {
        var user = change.operator().tinyID();
        var earlier = ApplicationStore.of(change.handle(), change.group().id(), Application.Kind.JOIN, List.of(user));
        if (earlier.stream().anyMatch(one -> one.note().equals(note))) {
            return;
        }
        earlier.forEach(change::drop);
        add(change, Application.Kind.JOIN, user, note);
    }

    /// The caller wants others in. Who was invited before is not invited again.
    static void invite(GroupChange change, List<Account> users) {
        var numbers = users.stream().map(Account::tinyID).toList();
        var invited =
                ApplicationStore.of(change.handle(), change.group().id(), Application.Kind.INVITATION, numbers).stream()
                        .map(Application::tinyID)
                        .collect(Collectors.toCollection(HashSet::new));
        numbers.stream().filter(invited::add).forEach(user -> add(change, Application.Kind.INVITATION, user, ""));
    }

    private static void add(GroupChange change, Application.Kind kind, long user, String note) {
        var authentication = new byte[AUTHENTICATION_BYTES];
        RANDOM.nextBytes(authentication);
        var group = change.group();
        var managers = GroupStore.withRoles(
                change.handle(), group.id(), GroupPolicy.roles(group.type(), GroupAction.DECIDE_APPLICATIONS));
        change.add(ApplicationStore.insert(
                change.handle(),
                new Application(
                        group.id(),
                        0,
                        kind,
                        user,
                        change.operator().tinyID(),
                        note,
                        HexFormat.of().formatHex(authentication),
                        change.now(),
                        managers)));
    }

    HandleApplication.Result handle(Caller caller, HandleApplication request) {
        return changes.change(caller, request.groupID(), change -> {
            var self = change.member(caller);
            var group = change.group();
            GroupPolicy.check(group.type(), self.role(), GroupAction.DECIDE_APPLICATIONS);
            var application = ApplicationStore.find(change.handle(), group.id(), Long.parseLong(request.messageKey()))
                    .orElseThrow(() -> ErrorCode.GROUP_APPLICATION_ALREADY_HANDLED.because("application "
                            + request.messageKey() + " of group \"" + group.groupID() + "\" is decided or never was"));
            if (!application.authentication().equals(request.authentication())) {
                throw ErrorCode.GROUP_INVALID_PARAMETERS.because(
                        "authentication is not that of application " + request.messageKey());
            }
            boolean agreed = request.handleAction().equals(HandleApplication.AGREE);
            if (agreed) {
                letIn(change, application);
            } else {
                change.drop(application);
            }
            change.notice(
                    answer(application.kind(), agreed),
                    List.of(application.applicant()),
                    Optional.ofNullable(request.handleMessage()).orElse(""));
            return new HandleApplication.Result(changes.show(change, self));
        });
    }

    /// Whatever waits for a user goes when they come in, see [GroupChange#join].
    private void letIn(GroupChange change, Application application) {
        var user = Objects.requireNonNull(
                accounts.byTinyID(List.of(application.tinyID())).get(application.tinyID()));
        members.checkFits(change, user);
        members.takeIn(
                change,
                List.of(user),
                application.kind() == Application.Kind.JOIN ? GroupMembers.APPLIED : GroupMembers.INVITED,
                false);
    }

    private static int answer(Application.Kind kind, boolean agreed) {
        return switch (kind) {
            case JOIN -> agreed ? NOTICE_ACCEPTED : NOTICE_REFUSED;
            case INVITATION -> agreed ? NOTICE_INVITATION_ACCEPTED : NOTICE_INVITATION_REFUSED;
        };
    }

    ListApplications.Result list(Caller caller, ListApplications request) {
        int count = Math.min(request.count(), Limits.GROUP_PAGE);
        var before = request.before() == null ? Long.MAX_VALUE : Long.parseLong(request.before());
        return jdbi.withHandle(handle -> {
            // Every type that takes applications has them decided by the same roles.
            var roles = GroupPolicy.roles(GroupType.PUBLIC, GroupAction.DECIDE_APPLICATIONS);
            var found = ApplicationStore.ofManager(handle, caller.tinyID(), roles, before, count + 1);
            var page = found.subList(0, Math.min(count, found.size()));
            var groups = GroupStore.byID(
                    handle, page.stream().map(Application::group).distinct().toList());
            var users = accounts.byTinyID(page.stream()
                    .flatMap(one -> List.of(one.applicant(), one.tinyID()).stream())
                    .distinct()
                    .toList());
            var shown = new ArrayList<GroupApplication>();
            for (var one : page) {
                var group = groups.get(one.group());
                var applicant = users.get(one.applicant());
                var user = users.get(one.tinyID());
                if (group != null && applicant != null && user != null) {
                    shown.add(show(one, group, applicant, user));
                }
            }
            return new ListApplications.Result(shown, found.size() <= count);
        });
    }

    private static GroupApplication show(Application one, StoredGroup group, Account applicant, Account user) {
        return new GroupApplication(
                applicant.userID(),
                applicant.nick(),
                group.groupID(),
                group.name(),
                one.kind().number(),
                one.kind() == Application.Kind.INVITATION ? user.userID() : "",
                one.note(),
                one.authentication(),
                one.key());
    }

    /// Whether somebody still has to decide it.
    static boolean waits(Jdbi jdbi, Application application) {
        return jdbi.withHandle(handle -> ApplicationStore.find(handle, application.group(), application.id()))
                .isPresent();
    }
}
