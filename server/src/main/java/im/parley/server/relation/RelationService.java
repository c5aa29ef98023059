package im.parley.server.relation;

import im.parley.protocol.profile.Profile;
import im.parley.protocol.profile.ProfileUpdated;
import im.parley.protocol.relation.AcceptFriendApplication;
import im.parley.protocol.relation.AddFriend;
import im.parley.protocol.relation.AddToBlacklist;
import im.parley.protocol.relation.AddToFriendGroup;
import im.parley.protocol.relation.CheckFriends;
import im.parley.protocol.relation.CreateFriendGroup;
import im.parley.protocol.relation.DeleteFriendApplication;
import im.parley.protocol.relation.DeleteFriendGroup;
import im.parley.protocol.relation.DeleteFriends;
import im.parley.protocol.relation.ListFriends;
import im.parley.protocol.relation.ReadFriendApplications;
import im.parley.protocol.relation.RefuseFriendApplication;
import im.parley.protocol.relation.RemoveFromBlacklist;
import im.parley.protocol.relation.RemoveFromFriendGroup;
import im.parley.protocol.relation.RenameFriendGroup;
import im.parley.protocol.relation.SyncRelations;
import im.parley.protocol.relation.UpdateFriend;
import im.parley.server.fanout.Fanout;
import im.parley.server.operation.OperationTable;
import im.parley.server.settings.Settings;
import im.parley.server.store.Background;
import im.parley.server.users.Account;
import im.parley.server.users.Accounts;
import im.parley.server.users.ProfileService;
import im.parley.server.webhook.Callbacks;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Friends and blacklists of one app, put together. Safe for use by many threads.
public final class RelationService {
    private static final Logger log = LoggerFactory.getLogger(RelationService.class);

    /// Those who are told of a profile are read and told in pieces: a popular user is on many lists.
    private static final int PIECE = 1_000;

    private final Jdbi jdbi;
    private final Fanout fanout;
    private final Background background;
    final Friendships friendships;
    final FriendApplications applications;
    final Friends friends;
    final FriendGroups groups;
    final Blacklists blacklists;
    final RelationSync sync;
    private final BackEndRelations backEnd;
    private final RelationErasure erasure;

    public RelationService(
            Jdbi jdbi,
            Accounts accounts,
            ProfileService profiles,
            Settings settings,
            PairStates states,
            Fanout fanout,
            Background background,
            Callbacks callbacks,
            Clock clock) {
        var views = new RelationViews(accounts, profiles);
        var friendCallbacks = new FriendCallbacks(callbacks, accounts);
        var relations = new Relations(jdbi, accounts, views, states, fanout, friendCallbacks);
        this.jdbi = jdbi;
        this.fanout = fanout;
        this.background = background;
        this.friendships = new Friendships(relations, profiles, settings, friendCallbacks, clock);
        this.applications = new FriendApplications(relations, friendCallbacks);
        this.friends = new Friends(jdbi, relations, accounts, settings);
        this.groups = new FriendGroups(relations, accounts, settings);
        this.blacklists = new Blacklists(relations, accounts, settings, clock);
        this.sync = new RelationSync(jdbi, views, profiles, clock);
        this.erasure = new RelationErasure(jdbi, relations, friends);
        this.backEnd = new BackEndRelations(
                jdbi,
                accounts,
                views,
                friendships,
                new FriendImports(relations, friends, settings, clock),
                friends,
                groups,
                blacklists);
    }

    /// The same for back ends.
    public BackEndRelations ofBackEnds() {
        return backEnd;
    }

    /// Ends what a user whose account is deleted has to do with others.
    public void erase(Account user) {
        erasure.erase(user);
    }

    public void addTo(OperationTable.Builder table) {
        table.on(SyncRelations.class, sync::sync);
        table.on(ListFriends.class, sync::list);
        table.on(AddFriend.class, friendships::add);
        table.on(AcceptFriendApplication.class, friendships::accept);
        table.on(RefuseFriendApplication.class, applications::refuse);
        table.on(DeleteFriendApplication.class, applications::delete);
        table.on(ReadFriendApplications.class, applications::read);
        table.on(DeleteFriends.class, friends::delete);
        table.on(CheckFriends.class, friends::check);
        table.on(UpdateFriend.class, friends::update);
        table.on(CreateFriendGroup.class, groups::create);
        table.on(DeleteFriendGroup.class, groups::delete);
        table.on(AddToFriendGroup.class, groups::add);
        table.on(RemoveFromFriendGroup.class, groups::remove);
        table.on(RenameFriendGroup.class, groups::rename);
        table.on(AddToBlacklist.class, blacklists::add);
        table.on(RemoveFromBlacklist.class, blacklists::remove);
    }

    /// Tells everybody who has the user on their list of friends, soon, on another thread.
    public void profileChanged(long user, Profile profile) {
        background.start("profile-news", () -> {
            try {
                tellOwners(user, new ProfileUpdated(profile));
            } catch (RuntimeException failed) { // whoever misses it catches up with the next sync
                log.warn("friends of {} may not know of the new profile", profile.userID(), failed);
            }
        });
    }

    /// Somebody who has a user on their list of friends.
    ///
    /// @param friend who is on the list
    /// @param owner whose list it is
    public record Owner(long friend, long owner) {
        /// Where the first page begins.
        public static final Owner FIRST = new Owner(0, 0);
    }

    /// A page of those who have these users on their lists, by friend and owner.
    ///
    /// @param after the last of the page before
    /// @param limit most that the page has; it is the last one if it has fewer
    public List<Owner> owners(Collection<Long> friends, Owner after, int limit) {
        return jdbi.withHandle(handle -> FriendTable.owners(handle, friends, after, limit));
    }

    /// Who of these is on the user's list of friends.
    public Set<Long> friendsAmong(long owner, Collection<Long> users) {
        return jdbi.withHandle(handle -> FriendTable.among(handle, owner, users));
    }

    private void tellOwners(long user, ProfileUpdated news) {
        List<Long> owners = List.of();
        do {
            long after = owners.isEmpty() ? 0 : owners.getLast();
            owners = jdbi.withHandle(handle -> FriendTable.owners(handle, user, after, PIECE));
            fanout.toUsers(owners, news);
        } while (owners.size() == PIECE);
    }
}
