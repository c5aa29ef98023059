package im.parley.sdk;

import im.parley.protocol.Limits;
import im.parley.protocol.profile.GetProfiles;
import im.parley.protocol.profile.Profile;
import im.parley.protocol.profile.ProfileUpdated;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/// The user's own profile and those of others.
final class Profiles implements ProfileApi {
    private final SerialExecutor work;
    private final Log log;
    private final Emitter emitter;
    private final Readiness readiness;
    private final Self self;
    private final Link link;
    private final Consumer<Profile> friends;
    private final Duration timeout;

    /// @param friends is given what friends' profiles are now
    Profiles(
            SerialExecutor work,
            Log log,
            Emitter emitter,
            Readiness readiness,
            Self self,
            Link link,
            Consumer<Profile> friends,
            Duration timeout) {
        this.work = work;
        this.log = log;
        this.emitter = emitter;
        this.readiness = readiness;
        this.self = self;
        this.link = link;
        this.friends = friends;
        this.timeout = timeout;
    }

    @Override
    public CompletableFuture<Profile> getMyProfile() {
        return readiness.guard(() -> work.answer(() -> {
            var mine = self.profile();
            return mine == null
                    ? CompletableFuture.failedFuture(Readiness.State.LOGGED_OUT.error())
                    : CompletableFuture.completedFuture(mine);
        }));
    }

    @Override
    public CompletableFuture<List<Profile>> getUserProfile(List<String> userIDList) {
        return readiness.guard(() -> {
            var all = Params.list("userIDList", userIDList);
            Params.that(!all.isEmpty(), "userIDList", all, "1 or more userIDs");
            if (all.size() > Limits.PROFILES_PER_QUERY) {
                log.warn("getUserProfile takes " + Limits.PROFILES_PER_QUERY + " userIDs, the others are left out");
            }
            var wanted = all.stream().limit(Limits.PROFILES_PER_QUERY).toList();
            return work.answer(
                    () -> link.call(new GetProfiles(wanted), timeout).thenApply(GetProfiles.Result::profileList));
        });
    }

    @Override
    public CompletableFuture<Profile> updateMyProfile(ProfileUpdate options) {
        return readiness.guard(() -> {
            Params.present("options", options);
            return work.answer(() -> link.call(options.request(), timeout).thenApply(result -> {
                changed(result.profile());
                return result.profile();
            }));
        });
    }

    /// Another instance of the user, or an administrator, changed the profile; or it is a friend's.
    void updated(ProfileUpdated push) {
        if (push.profile().userID().equals(self.userID())) {
            changed(push.profile());
        } else {
            friends.accept(push.profile());
        }
    }

    private void changed(Profile profile) {
        self.profile(profile);
        emitter.emit(Events.PROFILE_UPDATED, List.of(profile));
    }
}
