package im.parley.server.users;

import im.parley.protocol.ErrorCode;
import im.parley.protocol.profile.GetProfiles;
import im.parley.protocol.profile.Profile;
import im.parley.protocol.profile.ProfileUpdated;
import im.parley.protocol.profile.UpdateProfile;
import im.parley.server.operation.Administrator;
import im.parley.server.operation.Caller;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// What users tell about themselves. Safe for use by many threads.
public final class ProfileService {
    private final Accounts accounts;
    private final Pushes pushes;
    private final List<BiConsumer<Long, Profile>> listeners = new CopyOnWriteArrayList<>();
    private final List<UpdateListener> updates = new CopyOnWriteArrayList<>();

    /// @param pushes carries [ProfileUpdated] to the user's other instances
    public ProfileService(Accounts accounts, Pushes pushes) {
        this.accounts = accounts;
        this.pushes = pushes;
    }

    /// Brings an event to the sessions of a user, on all nodes.
    @FunctionalInterface
    public interface Pushes {
        /// @param exceptInstance the instance that caused it and must not get it; null: all get it
        /// @param event carries [im.parley.protocol.Push]
        void toUser(long tinyID, @Nullable String exceptInstance, Object event);
    }

    /// Hears of what users and back ends change field by field, not of imports. Must not block.
    @FunctionalInterface
    public interface UpdateListener {
        /// @param by who changed it
        /// @param userID whose profile it is
        void updated(Caller by, String userID, UpdateProfile change);
    }

    /// Profiles in the order asked, unknown users left out (`getUserProfile#2`, `getUserProfile#4`).
    public List<Profile> get(GetProfiles request) {
        var found = accounts.profiles(request.userIDList());
        return request.userIDList().stream()
                .distinct()
                .filter(found::containsKey)
                .map(found::get)
                .toList();
    }

    /// Profiles by account number; unknown ones are left out.
    public Map<Long, Profile> byTinyID(Collection<Long> tinyIDs) {
        return accounts.profilesByTinyID(tinyIDs);
    }

    /// Profiles of these accounts that changed at or after a point in time.
    ///
    /// @param since milliseconds since 1970
    public List<Profile> changedSince(Collection<Long> tinyIDs, long since) {
        return accounts.changedSince(tinyIDs, since);
    }

    /// Adds who is told of every changed profile beside the user's own instances. Must not block.
    public void onChange(BiConsumer<Long, Profile> listener) {
        listeners.add(listener);
    }

    /// Adds who is told of the changes that users and back ends make.
    public void onUpdate(UpdateListener listener) {
        updates.add(listener);
    }

    /// Changes the caller's profile and tells the caller's other instances. Every field may be changed by
    /// its user, as in the original, `adminForbidType`, `level` and `role` included
    /// (`updateMyProfile#3`).
    ///
    /// @return the whole profile after the change
    /// @throws im.parley.protocol.ChatException [ErrorCode#ACCOUNT_NOT_FOUND] if the account was deleted
    ///     meanwhile
    public Profile update(Caller caller, UpdateProfile change) {
        var profile = accounts.update(caller.tinyID(), change)
                .orElseThrow(() -> ErrorCode.ACCOUNT_NOT_FOUND.because("there is no account " + caller.userID()))
                .profile();
        tell(caller.tinyID(), caller.instanceID(), profile);
        updates.forEach(listener -> listener.updated(caller, caller.userID(), change));
        return profile;
    }

    /// Changes somebody's profile for a back end and tells all of their instances.
    ///
    /// @throws im.parley.protocol.ChatException [ErrorCode#PROFILE_ACCOUNT_NOT_FOUND] if the account was
    ///     deleted meanwhile
    public void update(Administrator admin, Account account, UpdateProfile change) {
        var profile = accounts.update(account.tinyID(), change)
                .orElseThrow(
                        () -> ErrorCode.PROFILE_ACCOUNT_NOT_FOUND.because("there is no account " + account.userID()))
                .profile();
        tell(account.tinyID(), null, profile);
        updates.forEach(listener -> listener.updated(admin, account.userID(), change));
    }

    /// Makes accounts for a back end; those that exist get the given nick and avatar, and their instances
    /// are told.
    ///
    /// @param imports where a userID is named twice, the last one counts
    public void importAll(List<AccountImport> imports) {
        for (var changed : accounts.importAll(imports)) {
            tell(changed.account().tinyID(), null, changed.profile());
        }
    }

    private void tell(long tinyID, @Nullable String exceptInstance, Profile profile) {
        pushes.toUser(tinyID, exceptInstance, new ProfileUpdated(profile));
        listeners.forEach(listener -> listener.accept(tinyID, profile));
    }
}
