package im.parley.server.users;

import im.parley.protocol.profile.CustomField;
import im.parley.protocol.profile.Profile;
import im.parley.protocol.profile.UpdateProfile;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/// The table `account`. Safe for use by many threads; every method is one statement unless it says
/// otherwise.
final class AccountStore {
    private static final String COLUMNS = """
            tiny_id, user_id, sig_valid_from, nick, gender, birthday, location, self_signature, allow_type, language, \
            avatar, message_settings, admin_forbid_type, level, role, profile_updated_at, custom, \
            c2c_muted_until, group_muted_until, deleted_at""";

    /// SQL: a deleted account for which something is kept and that no other node is at. What stands there of `node`
    /// itself it could not take back when it ended.
    private static final String TO_ERASE = "NOT erased AND (eraser IS NULL OR eraser = :node OR eraser NOT IN (%s))";

    private final Jdbi jdbi;
    private final Supplier<? extends Collection<String>> customFields;
    private final Supplier<String> allowType;

    /// @param customFields keys of the custom fields that profiles show, at this moment
    /// @param allowType who may add those whose account is made at this moment
    AccountStore(Jdbi jdbi, Supplier<? extends Collection<String>> customFields, Supplier<String> allowType) {
        this.jdbi = jdbi;
        this.customFields = customFields;
        this.allowType = allowType;
    }

    /// The accounts of these users, made now where there are none: one statement, and one more if any is
    /// new. Existing ones are only read: nothing is locked, written or logged. Deleted ones are as they are.
    List<RegisteredAccount> open(Collection<String> userIDs, long now) {
        var missing = new HashSet<>(userIDs);
        var found = new ArrayList<RegisteredAccount>();
        take(everByUserID(missing), found, missing);
        while (!missing.isEmpty()) {
            take(insert(missing, now), found, missing);
            if (!missing.isEmpty()) { // somebody else made them in between
                take(everByUserID(missing), found, missing);
            }
        }
        return found;
    }

    private static void take(List<RegisteredAccount> accounts, List<RegisteredAccount> found, Set<String> missing) {
        found.addAll(accounts);
        accounts.forEach(account -> missing.remove(account.account().userID()));
    }

    private List<RegisteredAccount> insert(Collection<String> userIDs, long now) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        INSERT INTO account (user_id, created_at, allow_type)
                        SELECT user_id, :now, :allowType FROM unnest(:userIDs) AS new (user_id)
                        ORDER BY user_id -- two of these statements cannot deadlock
                        ON CONFLICT (user_id) DO NOTHING
                        RETURNING %s
                        """.formatted(COLUMNS))
                .bindArray("userIDs", String.class, userIDs.toArray())
                .bind("now", now)
                .bind("allowType", allowType.get())
                .map(this::registered)
                .list());
    }

    /// @param userIDs as anybody asks for them: with U+0000, too, which no user has and the database refuses
    List<RegisteredAccount> byUserID(Collection<String> userIDs) {
        return named(userIDs, " AND deleted_at = 0");
    }

    /// Deleted ones, too.
    List<RegisteredAccount> everByUserID(Collection<String> userIDs) {
        return named(userIDs, "");
    }

    private List<RegisteredAccount> named(Collection<String> userIDs, String condition) {
        var possible =
                userIDs.stream().filter(userID -> userID.indexOf('\0') < 0).toArray(String[]::new);
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT " + COLUMNS + " FROM account WHERE user_id = ANY (:userIDs)" + condition)
                .bindArray("userIDs", String.class, (Object[]) possible)
                .map(this::registered)
                .list());
    }

    /// Deleted ones, too.
    List<RegisteredAccount> byTinyID(Collection<Long> tinyIDs) {
        return jdbi.withHandle(
                handle -> handle.createQuery("SELECT " + COLUMNS + " FROM account WHERE tiny_id = ANY (:tinyIDs)")
                        .bindArray("tinyIDs", Long.class, tinyIDs.toArray())
                        .map(this::registered)
                        .list());
    }

    /// Those of these whose profile changed at or after a point in time, milliseconds since 1970.
    List<RegisteredAccount> changedSince(Collection<Long> tinyIDs, long since) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT " + COLUMNS
                        + " FROM account WHERE tiny_id = ANY (:tinyIDs) AND profile_updated_at >= :since")
                .bindArray("tinyIDs", Long.class, tinyIDs.toArray())
                .bind("since", since)
                .map(this::registered)
                .list());
    }

    /// Makes the missing ones and updates what is given of the others.
    ///
    /// @param imports each userID once
    /// @return those that were made or changed
    List<RegisteredAccount> importAll(List<AccountImport> imports, long now) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        INSERT INTO account AS a (user_id, created_at, allow_type, nick, avatar, profile_updated_at)
                        SELECT user_id, :now, :allowType, coalesce(nick, ''), coalesce(avatar, ''), :now
                        FROM unnest(:userIDs, :nicks, :avatars) AS given (user_id, nick, avatar)
                        ORDER BY user_id -- two imports of the same users cannot deadlock
                        ON CONFLICT (user_id) DO UPDATE SET
                            nick = coalesce((:nicks)[array_position(:userIDs, a.user_id)], a.nick),
                            avatar = coalesce((:avatars)[array_position(:userIDs, a.user_id)], a.avatar),
                            created_at = CASE WHEN a.deleted_at > 0 THEN :now ELSE a.created_at END,
                            allow_type = CASE WHEN a.deleted_at > 0 THEN :allowType ELSE a.allow_type END,
                            deleted_at = 0,
                            profile_updated_at = greatest(:now, a.profile_updated_at + 1)
                        WHERE a.erased AND (a.deleted_at > 0
                            OR a.nick <> coalesce((:nicks)[array_position(:userIDs, a.user_id)], a.nick)
                            OR a.avatar <> coalesce((:avatars)[array_position(:userIDs, a.user_id)], a.avatar))
                        RETURNING %s
                        """.formatted(COLUMNS))
                .bind("now", now)
                .bind("allowType", allowType.get())
                .bindArray(
                        "userIDs",
                        String.class,
                        imports.stream().map(AccountImport::userID).toArray())
                .bindArray(
                        "nicks",
                        String.class,
                        imports.stream().map(AccountImport::nick).toArray())
                .bindArray(
                        "avatars",
                        String.class,
                        imports.stream().map(AccountImport::avatar).toArray())
                .map(this::registered)
                .list());
    }

    /// Changes the given fields; empty if there is no such account.
    Optional<RegisteredAccount> update(long tinyID, UpdateProfile change, long now) {
        var fields = change.profileCustomField() == null ? List.<CustomField>of() : change.profileCustomField();
        return jdbi.withHandle(handle -> handle.createQuery("""
                        UPDATE account SET
                            nick = coalesce(:nick, nick),
                            gender = coalesce(:gender, gender),
                            birthday = coalesce(:birthday, birthday),
                            location = coalesce(:location, location),
                            self_signature = coalesce(:selfSignature, self_signature),
                            allow_type = coalesce(:allowType, allow_type),
                            language = coalesce(:language, language),
                            avatar = coalesce(:avatar, avatar),
                            message_settings = coalesce(:messageSettings, message_settings),
                            admin_forbid_type = coalesce(:adminForbidType, admin_forbid_type),
                            level = coalesce(:level, level),
                            role = coalesce(:role, role),
                            custom = (custom - :customKeys) || :custom::jsonb,
                            profile_updated_at = greatest(:now, profile_updated_at + 1)
                        WHERE tiny_id = :tinyID AND deleted_at = 0
                        RETURNING %s
                        """.formatted(COLUMNS))
                .bind("tinyID", tinyID)
                .bind("now", now)
                .bindMethods(change)
                .bindArray(
                        "customKeys",
                        String.class,
                        fields.stream().map(CustomField::key).toArray())
                .bind("custom", CustomFields.json(fields))
                .map(this::registered)
                .findOne());
    }

    /// Makes UserSigs invalid that were issued before the second; empty if there is no such account.
    Optional<RegisteredAccount> invalidateSignatures(String userID, long second) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        UPDATE account SET sig_valid_from = greatest(sig_valid_from, :second)
                        WHERE user_id = :userID AND deleted_at = 0
                        RETURNING %s
                        """.formatted(COLUMNS))
                .bind("userID", userID)
                .bind("second", second)
                .map(this::registered)
                .findOne());
    }

    /// Changes until when the user may not write; null leaves what there is. Empty if there is no such account.
    Optional<RegisteredAccount> mute(String userID, @Nullable Long c2cUntil, @Nullable Long groupUntil) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        UPDATE account SET
                            c2c_muted_until = coalesce(:c2cUntil, c2c_muted_until),
                            group_muted_until = coalesce(:groupUntil, group_muted_until)
                        WHERE user_id = :userID AND deleted_at = 0
                        RETURNING %s
                        """.formatted(COLUMNS))
                .bind("userID", userID)
                .bind("c2cUntil", c2cUntil)
                .bind("groupUntil", groupUntil)
                .map(this::registered)
                .findOne());
    }

    /// Takes an account out of use, with all that it tells; UserSigs that were issued before the second are
    /// invalid.
    ///
    /// @return also where that was begun before and has not ended
    Optional<RegisteredAccount> delete(String userID, long now, long second) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        UPDATE account SET
                            deleted_at = :now, erased = false, sig_valid_from = greatest(sig_valid_from, :second),
                            nick = DEFAULT, gender = DEFAULT, birthday = DEFAULT, location = DEFAULT,
                            self_signature = DEFAULT, allow_type = DEFAULT, language = DEFAULT, avatar = DEFAULT,
                            message_settings = DEFAULT, admin_forbid_type = DEFAULT, level = DEFAULT, role = DEFAULT,
                            custom = DEFAULT, c2c_muted_until = DEFAULT, group_muted_until = DEFAULT,
                            profile_updated_at = greatest(:now, profile_updated_at + 1)
                        WHERE user_id = :userID AND (deleted_at = 0 OR NOT erased)
                        RETURNING %s
                        """.formatted(COLUMNS))
                .bind("userID", userID)
                .bind("now", now)
                .bind("second", second)
                .map(this::registered)
                .findOne());
    }

    /// Whether no other node takes away what is kept for the deleted account: then `node` does from now on.
    ///
    /// @param alive SQL: the names of all that are alive
    boolean beginErasing(long tinyID, String node, String alive) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                        UPDATE account SET eraser = :node
                        WHERE tiny_id = :tinyID AND %s
                        """.formatted(TO_ERASE.formatted(alive)))
                        .bind("tinyID", tinyID)
                        .bind("node", node)
                        .execute()
                == 1);
    }

    /// `node` is done with a deleted account, or leaves it to others.
    ///
    /// @param isErased whether nothing is kept for it any more
    void endErasing(long tinyID, String node, boolean isErased) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        UPDATE account SET erased = :erased, eraser = NULL WHERE tiny_id = :tinyID AND eraser = :node
                        """)
                .bind("tinyID", tinyID)
                .bind("node", node)
                .bind("erased", isErased)
                .execute());
    }

    /// Deleted accounts for which something is kept and that no other node is at, those first that were deleted first.
    ///
    /// @param alive SQL: the names of all that may be at one
    List<RegisteredAccount> toErase(String node, String alive, int limit) {
        return jdbi.withHandle(
                handle -> handle.createQuery("SELECT " + COLUMNS + """
                         FROM account WHERE %s
                        ORDER BY deleted_at LIMIT :limit
                        """.formatted(TO_ERASE.formatted(alive)))
                        .bind("node", node)
                        .bind("limit", limit)
                        .map(this::registered)
                        .list());
    }

    /// Of these users, one whose account is deleted and for whom something is kept.
    Optional<String> notErased(Collection<String> userIDs) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT user_id FROM account WHERE user_id = ANY (:userIDs) AND NOT erased LIMIT 1")
                .bindArray("userIDs", String.class, userIDs.toArray())
                .mapTo(String.class)
                .findOne());
    }

    /// Makes a deleted account anew; empty if it is not deleted, or something is kept for it.
    Optional<RegisteredAccount> restore(String userID, long now) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        UPDATE account SET deleted_at = 0, created_at = :now, allow_type = :allowType,
                            profile_updated_at = greatest(:now, profile_updated_at + 1)
                        WHERE user_id = :userID AND deleted_at > 0 AND erased
                        RETURNING %s
                        """.formatted(COLUMNS))
                .bind("userID", userID)
                .bind("now", now)
                .bind("allowType", allowType.get())
                .map(this::registered)
                .findOne());
    }

    Map<Long, Long> signaturesInvalidBefore(Collection<Long> tinyIDs) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT tiny_id, sig_valid_from FROM account WHERE tiny_id = ANY (:tinyIDs) AND sig_valid_from > 0
                        """)
                .bindArray("tinyIDs", Long.class, tinyIDs.toArray())
                .map((row, context) -> Map.entry(row.getLong(1), row.getLong(2)))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    private RegisteredAccount registered(ResultSet row, StatementContext context) throws SQLException {
        var profile = new Profile(
                row.getString("user_id"),
                row.getString("nick"),
                row.getString("gender"),
                row.getLong("birthday"),
                row.getString("location"),
                row.getString("self_signature"),
                row.getString("allow_type"),
                row.getLong("language"),
                row.getString("avatar"),
                row.getInt("message_settings"),
                row.getString("admin_forbid_type"),
                row.getLong("level"),
                row.getLong("role"),
                row.getLong("profile_updated_at"),
                CustomFields.read(row.getString("custom"), customFields.get()));
        var account = new Account(
                row.getLong("tiny_id"),
                profile.userID(),
                profile.nick(),
                profile.avatar(),
                profile.level(),
                Mute.of(row.getLong("c2c_muted_until"), row.getLong("group_muted_until")));
        return new RegisteredAccount(account, row.getLong("sig_valid_from"), profile, row.getLong("deleted_at") > 0);
    }
}
