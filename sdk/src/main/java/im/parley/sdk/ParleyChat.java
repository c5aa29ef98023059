package im.parley.sdk;

import im.parley.protocol.profile.Profile;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// A chat: passes each call on to the part that serves it.
final class ParleyChat
        implements Chat, MessageCalls, ConversationCalls, GroupCalls, RelationCalls, SignalingCalls, FoundCalls {
    private static final Map<Integer, ParleyChat> SHARED = new ConcurrentHashMap<>();

    private final ChatOptions options;
    private final Parts parts;
    private @Nullable CompletableFuture<Void> destruction; // guarded by this

    static Chat shared(ChatOptions options) {
        return SHARED.computeIfAbsent(options.sdkAppID(), id -> new ParleyChat(options));
    }

    ParleyChat(ChatOptions options) {
        this.options = options;
        this.parts = new Parts(options, Io.acquire());
    }

    @Override
    public CompletableFuture<LoginResult> login(String userID, String userSig) {
        Params.text("userID", userID);
        Params.text("userSig", userSig);
        var inside = new CompletableFuture<LoginResult>();
        var atApp = Answers.toApp(inside);
        parts.readiness.loginBegins();
        parts.work
                .call(() -> {
                    parts.guest.leave();
                    return parts.session.login(userID, userSig, atApp);
                })
                .whenComplete((result, failure) -> {
                    if (failure == null) {
                        inside.complete(result);
                    } else {
                        inside.completeExceptionally(failure);
                    }
                });
        return atApp;
    }

    @Override
    public CompletableFuture<Void> logout() {
        return parts.work.answer(parts.session::logout);
    }

    @Override
    public String getLoginUser() {
        return parts.self.userID();
    }

    @Override
    public long getServerTime() {
        parts.readiness.check();
        return parts.self.serverTime();
    }

    @Override
    public boolean isReady() {
        return parts.readiness.isReady();
    }

    @Override
    public synchronized CompletableFuture<Void> destroy() {
        if (destruction == null) {
            destruction = Answers.toApp(parts.work
                    .call(() -> {
                        parts.guest.leave();
                        return parts.session.end();
                    })
                    .thenRun(() -> {
                        SHARED.remove(options.sdkAppID(), this);
                        parts.emitter.emit(Events.SDK_DESTROY, new Events.Destroyed(options.sdkAppID()));
                        Io.release();
                    }));
        }
        return destruction;
    }

    @Override
    public void setLogLevel(int level) {
        parts.abilities.setLogLevel(level);
    }

    @Override
    public void registerPlugin(Map<String, Object> plugins) {
        parts.abilities.registerPlugin(plugins);
    }

    @Override
    public CompletableFuture<Map<String, Object>> callExperimentalAPI(String name, @Nullable Object param) {
        return Phones.CALL.equals(name) ? parts.phones.set(param) : parts.abilities.call(name, param);
    }

    @Override
    public <T> void on(EventType<T> type, EventHandler<? super T> handler) {
        parts.emitter.on(type, handler);
    }

    @Override
    public void on(String eventName, EventHandler<Object> handler) {
        parts.emitter.on(eventName, handler);
    }

    @Override
    public <T> void once(EventType<T> type, EventHandler<? super T> handler) {
        parts.emitter.once(type, handler);
    }

    @Override
    public <T> void off(EventType<T> type, EventHandler<? super T> handler) {
        parts.emitter.off(type, handler);
    }

    @Override
    public void off(String eventName, EventHandler<Object> handler) {
        parts.emitter.off(eventName, handler);
    }

    @Override
    public <T> void off(EventType<T> type, EventHandler<? super T> handler, boolean once) {
        parts.emitter.off(type, handler, once);
    }

    @Override
    public CompletableFuture<Profile> getMyProfile() {
        return parts.profiles.getMyProfile();
    }

    @Override
    public CompletableFuture<List<Profile>> getUserProfile(List<String> userIDList) {
        return parts.profiles.getUserProfile(userIDList);
    }

    @Override
    public CompletableFuture<Profile> updateMyProfile(ProfileUpdate options) {
        return parts.profiles.updateMyProfile(options);
    }

    @Override
    public Parts parts() {
        return parts;
    }
}
