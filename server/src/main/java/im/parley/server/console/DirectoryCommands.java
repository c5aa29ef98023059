package im.parley.server.console;

import com.fasterxml.jackson.annotation.JsonProperty;
import im.parley.protocol.Check;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Limits;
import im.parley.protocol.Types;
import im.parley.protocol.group.Group;
import im.parley.protocol.session.Platform;
import im.parley.server.console.ConsoleApp.Directory;
import im.parley.server.rest.RestTable;
import im.parley.server.session.ClusterSessions.SignedInAt;
import im.parley.server.users.AccountDirectory.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Finding accounts and groups: page by page, each from where the one before ended, by a part of the name or all of
/// them.
final class DirectoryCommands {
    private static final int PAGE = 50;
    private static final int MAX_PAGE = 200;
    private static final long MILLIS = 1000;

    private DirectoryCommands() {}

    static void addTo(RestTable.Area<Directory> table) {
        table.on(ConsoleCommands.SERVICE, "list_accounts", Find.class, DirectoryCommands::accounts)
                .on(ConsoleCommands.SERVICE, "list_instances", Whose.class, DirectoryCommands::instances)
                .on(ConsoleCommands.SERVICE, "list_groups", Find.class, DirectoryCommands::groups)
                .on(ConsoleCommands.SERVICE, "list_joined_groups", Whose.class, DirectoryCommands::joined);
    }

    /// @param keyword a part of ID or name; absent: all
    /// @param type of groups; absent: all
    /// @param after as the page before answered it; absent: from the first
    /// @param limit 1 to 200; absent: 50
    record Find(
            @Nullable String keyword,
            @Nullable String type,
            @Nullable String after,
            @Nullable Integer limit) {
        Find {
            Check.bytes("Keyword", keyword, Limits.SEARCH_KEYWORD_BYTES, ErrorCode.JSON_PARSE_ERROR);
            Check.that(
                    keyword == null || !keyword.isBlank(),
                    "Keyword",
                    keyword,
                    "some letters",
                    ErrorCode.JSON_PARSE_ERROR);
            checkPage(after, limit);
        }

        Page page() {
            return Page.of(after, limit);
        }
    }

    /// @param userID whose
    record Whose(
            @Nullable String userID,
            @Nullable String after,
            @Nullable Integer limit) {
        Whose {
            Check.userID("UserID", userID, ErrorCode.JSON_PARSE_ERROR);
            checkPage(after, limit);
        }

        private long tinyID(Directory directory) {
            var id = userID == null ? "" : userID;
            return directory
                    .users()
                    .find(id)
                    .orElseThrow(() -> ErrorCode.ACCOUNT_NOT_FOUND.because("there is no account \"" + id + '"'))
                    .tinyID();
        }
    }

    private static void checkPage(@Nullable String after, @Nullable Integer limit) {
        Check.that(
                after == null || after.indexOf('\0') < 0,
                "After",
                after,
                "what a page answered as Next",
                ErrorCode.JSON_PARSE_ERROR);
        Check.that(
                limit == null || limit >= 1 && limit <= MAX_PAGE,
                "Limit",
                limit,
                "1 to " + MAX_PAGE,
                ErrorCode.JSON_PARSE_ERROR);
    }

    /// Where a page begins and how much it holds.
    private record Page(String after, int limit) {
        private static Page of(@Nullable String after, @Nullable Integer limit) {
            return new Page(after == null ? "" : after, limit == null ? PAGE : limit);
        }

        /// One more than the page holds says whether another one follows.
        private int asked() {
            return limit + 1;
        }

        private <T> List<T> cut(List<T> found) {
            return found.subList(0, Math.min(limit, found.size()));
        }

        /// Null: this is the last page.
        private <T> @Nullable String next(List<T> found, Function<T, String> id) {
            return found.size() > limit ? id.apply(found.get(limit - 1)) : null;
        }
    }

    /// @param next asks for the next page; absent: there is none
    record AccountPage(List<Account> accounts, @Nullable String next) {}

    /// @param createTime seconds since 1970
    /// @param platforms kinds of terminals that are signed in
    record Account(String userID, String nick, String faceUrl, long createTime, List<String> platforms) {
        private static Account of(Entry entry, Map<Long, Set<Platform>> platforms) {
            var account = entry.account();
            return new Account(
                    account.userID(),
                    account.nick(),
                    account.avatar(),
                    entry.createdAt() / MILLIS,
                    platforms.getOrDefault(account.tinyID(), Set.of()).stream()
                            .map(Platform::wireName)
                            .toList());
        }
    }

    private static AccountPage accounts(Directory directory, Find request) {
        var page = request.page();
        var found = directory.accounts().page(request.keyword(), page.after(), page.asked());
        var shown = page.cut(found);
        var platforms = directory
                .cluster()
                .platforms(shown.stream().map(entry -> entry.account().tinyID()).toList());
        var accounts = new ArrayList<Account>();
        shown.forEach(entry -> accounts.add(Account.of(entry, platforms)));
        return new AccountPage(
                accounts, page.next(found, entry -> entry.account().userID()));
    }

    record Instances(List<Instance> instances) {}

    /// @param signInTime seconds since 1970
    record Instance(String platform, String node, long signInTime) {
        private static Instance of(SignedInAt place) {
            return new Instance(place.platform().wireName(), place.node(), place.since() / MILLIS);
        }
    }

    private static Instances instances(Directory directory, Whose request) {
        return new Instances(directory.cluster().signedIn(request.tinyID(directory)).stream()
                .map(Instance::of)
                .toList());
    }

    /// @param next asks for the next page; absent: there is none
    record GroupPage(List<Listed> groups, @Nullable String next) {
        private static GroupPage of(List<Group> found, Page page) {
            return new GroupPage(page.cut(found).stream().map(Listed::of).toList(), page.next(found, Group::groupID));
        }
    }

    /// @param owner userID; empty: nobody
    /// @param memberNum absent for live rooms, which are counted one by one
    /// @param createTime seconds since 1970
    /// @param role what the user is there, where one is asked about
    record Listed(
            @JsonProperty("GroupId") String groupID,
            String type,
            String name,
            String faceUrl,
            @JsonProperty("Owner_Account") String owner,
            @Nullable Integer memberNum,
            long createTime,
            @Nullable String role) {
        private static Listed of(Group group) {
            var self = group.selfInfo();
            return new Listed(
                    group.groupID(),
                    group.type(),
                    group.name(),
                    group.avatar(),
                    group.ownerID(),
                    group.type().equals(Types.GRP_AVCHATROOM) ? null : group.memberCount(),
                    group.createTime(),
                    self == null ? null : self.role());
        }
    }

    private static GroupPage groups(Directory directory, Find request) {
        var page = request.page();
        var found = directory.groups().page(request.type(), request.keyword(), page.after(), page.asked());
        return GroupPage.of(found, page);
    }

    private static GroupPage joined(Directory directory, Whose request) {
        var page = Page.of(request.after(), request.limit());
        var found = directory.groups().joinedBy(request.tinyID(directory), page.after(), page.asked());
        return GroupPage.of(found, page);
    }
}
