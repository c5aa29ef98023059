package im.parley.server.users;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Scheduler;
import im.parley.protocol.ChatException;
import im.parley.protocol.Check;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Types;
import im.parley.protocol.profile.Profile;
import im.parley.protocol.profile.UpdateProfile;
import im.parley.server.bus.Address;
import im.parley.server.bus.Bus;
import im.parley.server.bus.Envelope;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// The accounts of one app, with a cache that the message path reads without blocking. Safe for use by
/// many threads.
///
/// What is cached is at most 30 seconds old; a change is known at once on the node that made it and, as
/// soon as the bus has brought [#CHANGED], on the others.
public final class Accounts {
    /// The signal to every node that an account changed; the body is its userID.
    public static final String CHANGED = "account.changed";

    private static final Duration MAX_AGE = Duration.ofSeconds(30);
    /// About 50 MB when full, at 250 bytes for an account and its two entries.
    private static final int MAX_CACHED = 200_000;

    private final AccountStore store;
    private final Supplier<? extends Collection<String>> customFields;
    private final Bus bus;
    private final Clock clock;
    private final Cache<String, Account> byUserID = cache();
    private final Cache<Long, Account> byTinyID = cache();
    private final AtomicLong changes = new AtomicLong();

    /// Of an app whose profiles have no custom fields.
    ///
    /// @param bus carries [#CHANGED] to the other nodes
    public Accounts(Jdbi jdbi, Bus bus, Clock clock) {
        this(jdbi, bus, List::of, () -> Types.ALLOW_TYPE_ALLOW_ANY, clock);
    }

    /// @param customFields keys of the custom fields that profiles may have, at this moment
    /// @param allowType an `ALLOW_TYPE_…` value: who may add those whose account is made at this moment
    public Accounts(
            Jdbi jdbi,
            Bus bus,
            Supplier<? extends Collection<String>> customFields,
            Supplier<String> allowType,
            Clock clock) {
        this.store = new AccountStore(jdbi, customFields, allowType);
        this.customFields = customFields;
        this.bus = bus;
        this.clock = clock;
    }

    /// The account if the cache has it. Null says nothing about whether it exists.
    public @Nullable Account cached(String userID) {
        return byUserID.getIfPresent(userID);
    }

    /// The account if the cache has it. Null says nothing about whether it exists.
    public @Nullable Account cached(long tinyID) {
        return byTinyID.getIfPresent(tinyID);
    }

    /// The accounts of these users, by userID; unknown ones are left out. One query for all that are not
    /// cached.
    public Map<String, Account> load(Collection<String> userIDs) {
        return load(userIDs, byUserID, store::byUserID, Account::userID);
    }

    /// The same of what users ask for: what is no userID, or one of the system's, nobody has.
    public Map<String, Account> users(Collection<String> userIDs) {
        return load(userIDs.stream().filter(Check::isUserID).toList());
    }

    /// The account of this user, if there is one.
    public Optional<Account> find(String userID) {
        return Optional.ofNullable(load(List.of(userID)).get(userID));
    }

    /// Like [#load], with accounts that are deleted: for what they have left behind.
    public Map<String, Account> loadEver(Collection<String> userIDs) {
        var found = new HashMap<>(load(userIDs));
        var others =
                userIDs.stream().filter(userID -> !found.containsKey(userID)).toList();
        if (!others.isEmpty()) {
            read(() -> store.everByUserID(others)).stream()
                    .map(RegisteredAccount::account)
                    .forEach(account -> found.put(account.userID(), account));
        }
        return found;
    }

    /// Like [#find], also one that is deleted.
    public Optional<Account> findEver(String userID) {
        return Optional.ofNullable(loadEver(List.of(userID)).get(userID));
    }

    /// The account of a user who has one, such as a caller.
    ///
    /// @throws im.parley.protocol.ChatException [ErrorCode#ACCOUNT_NOT_FOUND] if it has been deleted
    public Account get(String userID) {
        return find(userID).orElseThrow(() -> unknown(userID));
    }

    /// [ErrorCode#ACCOUNT_NOT_FOUND]
    public static ChatException unknown(String userID) {
        return ErrorCode.ACCOUNT_NOT_FOUND.because("user " + Check.quote(userID) + " is not registered");
    }

    /// The accounts with these numbers, deleted ones, too; unknown ones are left out. One query for all that
    /// are not cached.
    public Map<Long, Account> byTinyID(Collection<Long> tinyIDs) {
        return load(tinyIDs, byTinyID, store::byTinyID, Account::tinyID);
    }

    /// The account of the user, made if there is none yet.
    public Account getOrCreate(String userID) {
        var known = cached(userID);
        return known != null ? known : open(userID).account();
    }

    /// The account as it is stored now, made if there is none yet.
    public RegisteredAccount open(String userID) {
        var found = read(() -> store.open(List.of(userID), clock.millis())).getFirst();
        return found.isDeleted() ? restore(userID) : found;
    }

    /// The accounts as they are stored now, by userID; those that are missing are made, in one statement, and
    /// those that are deleted stay so.
    public Map<String, RegisteredAccount> open(Collection<String> userIDs) {
        return read(() -> store.open(userIDs, clock.millis())).stream()
                .collect(Collectors.toMap(registered -> registered.account().userID(), Function.identity()));
    }

    /// Makes a deleted account anew: with its number and name, and nothing else of what it was.
    ///
    /// @throws ChatException [ErrorCode#SERVER_OVERLOADED] while things go that were kept for it
    public RegisteredAccount restore(String userID) {
        var restored = store.restore(userID, clock.millis());
        restored.ifPresent(this::changed);
        return restored.or(() -> store.byUserID(List.of(userID)).stream().findFirst())
                .orElseThrow(() -> beingDeleted(userID));
    }

    private static ChatException beingDeleted(String userID) {
        return ErrorCode.SERVER_OVERLOADED.because(
                "the account \"" + userID + "\" is being deleted, try again in a moment");
    }

    /// Takes an account out of use; also finds one with which that was begun and has not ended.
    Optional<Account> delete(String userID) {
        var deleted = store.delete(userID, clock.millis(), clock.instant().getEpochSecond());
        deleted.ifPresent(this::changed);
        return deleted.map(RegisteredAccount::account);
    }

    /// Whether no other node takes away what is kept for a deleted account: then `node` does from now on.
    ///
    /// @param alive SQL: the names of all that are alive
    boolean beginErasing(Account account, String node, String alive) {
        return store.beginErasing(account.tinyID(), node, alive);
    }

    /// @param isErased whether nothing is kept for the deleted account any more
    void endErasing(Account account, String node, boolean isErased) {
        store.endErasing(account.tinyID(), node, isErased);
    }

    /// Deleted accounts for which something is kept and that no other node than `node` is at.
    ///
    /// @param alive SQL: the names of all that may be at one
    List<Account> toErase(String node, String alive, int limit) {
        return store.toErase(node, alive, limit).stream()
                .map(RegisteredAccount::account)
                .toList();
    }

    /// Makes the accounts that are missing, or deleted, and updates the others.
    ///
    /// @param imports where a userID is named twice, the last one counts
    /// @return the accounts that were made or changed
    List<RegisteredAccount> importAll(List<AccountImport> imports) {
        var unique = new HashMap<String, AccountImport>();
        imports.forEach(one -> unique.put(one.userID(), one));
        store.notErased(unique.keySet()).ifPresent(userID -> {
            throw beingDeleted(userID);
        });
        var changed = store.importAll(List.copyOf(unique.values()), clock.millis());
        changed.forEach(this::changed);
        return changed;
    }

    /// Profiles as they are stored now, by userID; unknown users are left out. One query.
    Map<String, Profile> profiles(Collection<String> userIDs) {
        return read(() -> store.byUserID(new LinkedHashSet<>(userIDs))).stream()
                .map(RegisteredAccount::profile)
                .collect(Collectors.toMap(Profile::userID, Function.identity()));
    }

    /// Profiles as they are stored now, by account number; unknown ones are left out. One query.
    Map<Long, Profile> profilesByTinyID(Collection<Long> tinyIDs) {
        return read(() -> store.byTinyID(new LinkedHashSet<>(tinyIDs))).stream()
                .collect(Collectors.toMap(found -> found.account().tinyID(), RegisteredAccount::profile));
    }

    /// Profiles of these accounts that changed at or after a point in time, milliseconds since 1970.
    List<Profile> changedSince(Collection<Long> tinyIDs, long since) {
        return read(() -> store.changedSince(tinyIDs, since)).stream()
                .map(RegisteredAccount::profile)
                .toList();
    }

    /// Changes the given fields of a profile; empty if there is no such account.
    ///
    /// @throws im.parley.protocol.ChatException [ErrorCode#UPDATE_PROFILE_INVALID_PARAM] for a custom field that
    ///     profiles do not have
    Optional<RegisteredAccount> update(long tinyID, UpdateProfile change) {
        if (change.profileCustomField() != null) {
            CustomFields.checkKeys(change.profileCustomField(), customFields.get());
        }
        var updated = store.update(tinyID, change, clock.millis());
        updated.ifPresent(this::changed);
        return updated;
    }

    /// Changes until when the user may not write; null leaves what there is. Empty if there is no such account.
    Optional<RegisteredAccount> mute(String userID, @Nullable Long c2cUntil, @Nullable Long groupUntil) {
        var muted = store.mute(userID, c2cUntil, groupUntil);
        muted.ifPresent(this::changed);
        return muted;
    }

    /// Makes every UserSig of the user that was issued before this second invalid; empty if there is no
    /// such account.
    public Optional<Account> invalidateSignatures(String userID) {
        return store.invalidateSignatures(userID, clock.instant().getEpochSecond())
                .map(RegisteredAccount::account);
    }

    /// Since when UserSigs of these users must have been issued, in seconds since 1970, by tinyID; users whose
    /// UserSigs were never made invalid are left out. One query.
    public Map<Long, Long> signaturesInvalidBefore(Collection<Long> tinyIDs) {
        return store.signaturesInvalidBefore(tinyIDs);
    }

    /// Puts a changed account into the cache and tells the other nodes to drop it from theirs.
    void changed(RegisteredAccount account) {
        bus.publish(List.of(new Envelope(
                new Address.Everyone(),
                CHANGED,
                null,
                account.account().userID().getBytes(StandardCharsets.UTF_8))));
        changes.incrementAndGet();
        remember(account);
    }

    /// Another node or this one changed an account: what the cache has of it is not used again.
    ///
    /// @param signal of kind [#CHANGED]
    public void onChanged(Envelope signal) {
        changes.incrementAndGet();
        var stale = byUserID.getIfPresent(new String(signal.body(), StandardCharsets.UTF_8));
        if (stale != null) {
            forget(stale);
        }
    }

    /// Signals may have been lost: forgets all.
    public void onGap() {
        changes.incrementAndGet();
        byUserID.invalidateAll();
        byTinyID.invalidateAll();
    }

    private <K> Map<K, Account> load(
            Collection<K> keys,
            Cache<K, Account> cache,
            Function<Collection<K>, List<RegisteredAccount>> query,
            Function<Account, K> keyOf) {
        var found = new HashMap<K, Account>();
        var missing = new ArrayList<K>();
        for (K key : new LinkedHashSet<>(keys)) {
            var account = cache.getIfPresent(key);
            if (account == null) {
                missing.add(key);
            } else {
                found.put(key, account);
            }
        }
        if (!missing.isEmpty()) {
            read(() -> query.apply(missing)).stream()
                    .map(RegisteredAccount::account)
                    .forEach(account -> found.put(keyOf.apply(account), account));
        }
        return found;
    }

    /// Reads accounts, and keeps them unless one of them may have changed since it was read.
    private List<RegisteredAccount> read(Supplier<List<RegisteredAccount>> query) {
        long before = changes.get();
        var found = query.get();
        found.forEach(this::remember);
        if (changes.get() != before) {
            found.forEach(registered -> forget(registered.account()));
        }
        return found;
    }

    /// Deleted accounts are not kept: few ask for one.
    private void remember(RegisteredAccount registered) {
        var account = registered.account();
        if (registered.isDeleted()) {
            forget(account);
            return;
        }
        byTinyID.put(account.tinyID(), account);
        byUserID.put(account.userID(), account);
    }

    private void forget(Account account) {
        byUserID.invalidate(account.userID());
        byTinyID.invalidate(account.tinyID());
    }

    private static <K> Cache<K, Account> cache() {
        return Caffeine.newBuilder()
                .maximumSize(MAX_CACHED)
                .expireAfterWrite(MAX_AGE)
                .scheduler(Scheduler.systemScheduler()) // a quiet server does not keep what has expired
                .build();
    }
}
