package im.parley.server.push;

import im.parley.protocol.Limits;
import im.parley.protocol.Nothing;
import im.parley.protocol.push.PushVendor;
import im.parley.protocol.push.SetPushToken;
import im.parley.server.operation.Caller;
import im.parley.server.operation.OperationTable;
import im.parley.server.store.Background;
import im.parley.server.users.Account;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Whose phones are reached how: the table `push_device`. Safe for use by many threads.
public final class Devices {
    private static final Logger LOG = LoggerFactory.getLogger(Devices.class);
    private static final String COLUMNS = "id, tiny_id, instance_id, vendor, token, voip_token, language, badge";

    private final Jdbi jdbi;
    private final Background background;
    private final Clock clock;

    public Devices(Jdbi jdbi, Background background, Clock clock) {
        this.jdbi = jdbi;
        this.background = background;
        this.clock = clock;
    }

    public void addTo(OperationTable.Builder table) {
        table.on(SetPushToken.class, this::set);
    }

    private Nothing set(Caller caller, SetPushToken request) {
        if (request.token().isEmpty()) {
            remove(caller.tinyID(), caller.instanceID(), clock.millis());
        } else {
            put(caller.tinyID(), caller.instanceID(), request);
        }
        return Nothing.INSTANCE;
    }

    /// Registers a phone for a back end.
    public void register(Account user, SetPushToken phone) {
        put(user.tinyID(), backEnd(phone), phone);
    }

    /// What stands for the instance of a phone that a back end registered.
    private static String backEnd(SetPushToken phone) {
        var name = phone.vendor().wireName() + ' ' + phone.token();
        return "back end " + UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.US_ASCII));
    }

    /// Takes phones with this token from the user, whoever registered them.
    ///
    /// @return whether there was one
    public boolean unregister(Account user, PushVendor vendor, String token) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                                DELETE FROM push_device
                                WHERE tiny_id = :user AND vendor = :vendor AND md5(token) = md5(:token)
                                """)
                        .bind("user", user.tinyID())
                        .bind("vendor", vendor.wireName())
                        .bind("token", token)
                        .execute()
                > 0);
    }

    private void put(long user, String instanceID, SetPushToken phone) {
        jdbi.useTransaction(handle -> {
            handle.createUpdate("""
                            DELETE FROM push_device WHERE vendor = :vendor AND md5(token) = md5(:token)
                                AND (tiny_id, instance_id) <> (:user, :instance)
                            """)
                    .bind("vendor", phone.vendor().wireName())
                    .bind("token", phone.token())
                    .bind("user", user)
                    .bind("instance", instanceID)
                    .execute();
            handle.createUpdate("""
                            INSERT INTO push_device
                                (tiny_id, instance_id, vendor, token, voip_token, language, badge, updated_at)
                            VALUES (:user, :instance, :vendor, :token, :voipToken, :language, :badge, :now)
                            ON CONFLICT (tiny_id, instance_id) DO UPDATE SET vendor = excluded.vendor,
                                token = excluded.token, voip_token = excluded.voip_token,
                                language = excluded.language, badge = excluded.badge, updated_at = excluded.updated_at
                            """)
                    .bind("user", user)
                    .bind("instance", instanceID)
                    .bind("vendor", phone.vendor().wireName())
                    .bind("token", phone.token())
                    .bind("voipToken", phone.voipToken())
                    .bind("language", phone.language() == null ? "" : phone.language())
                    .bind("badge", !Boolean.FALSE.equals(phone.badge()))
                    .bind("now", clock.millis())
                    .execute();
            removeOldest(handle, user);
        });
    }

    private static void removeOldest(Handle handle, long user) {
        handle.createUpdate("""
                        DELETE FROM push_device WHERE id IN (
                            SELECT id FROM push_device WHERE tiny_id = :user ORDER BY updated_at DESC, id DESC OFFSET :most)
                        """)
                .bind("user", user)
                .bind("most", Limits.PUSH_DEVICES)
                .execute();
    }

    /// The instance has signed out, or was kicked: its phone is forgotten, soon. Never blocks.
    public void signedOut(long user, String instanceID) {
        long now = clock.millis();
        background.start("push-signed-out", () -> {
            try {
                remove(user, instanceID, now);
            } catch (RuntimeException failed) {
                LOG.warn("a phone of user {} that has signed out is still told of messages", user, failed);
            }
        });
    }

    /// @param before what was registered later stays, milliseconds since 1970
    private void remove(long user, String instanceID, long before) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        DELETE FROM push_device
                        WHERE tiny_id = :user AND instance_id = :instance AND updated_at <= :before
                        """)
                .bind("user", user)
                .bind("instance", instanceID)
                .bind("before", before)
                .execute());
    }

    /// Forgets all phones of a user whose account is deleted.
    public void erase(Account user) {
        jdbi.useHandle(handle -> handle.createUpdate("DELETE FROM push_device WHERE tiny_id = :user")
                .bind("user", user.tinyID())
                .execute());
    }

    /// Vendors say that these tokens are gone. Phones that have got others since stay.
    void removeGone(Collection<Device> gone) {
        if (gone.isEmpty()) {
            return;
        }
        jdbi.useHandle(handle -> handle.createUpdate("""
                        DELETE FROM push_device d USING unnest(:ids, :tokens) AS gone (id, token)
                        WHERE d.id = gone.id AND d.token = gone.token
                        """)
                .bind("ids", gone.stream().map(Device::id).toArray(Long[]::new))
                .bind("tokens", gone.stream().map(Device::token).toArray(String[]::new))
                .execute());
    }

    /// A user's phones, the one that spoke last first.
    public List<Device> of(Account user) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT " + COLUMNS
                        + " FROM push_device WHERE tiny_id = :user ORDER BY updated_at DESC, id DESC")
                .bind("user", user.tinyID())
                .map((row, context) -> device(row))
                .list());
    }

    List<Device> of(Collection<Long> users) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT " + COLUMNS + " FROM push_device WHERE tiny_id = ANY (:users) ORDER BY id")
                .bind("users", users.toArray(Long[]::new))
                .map((row, context) -> device(row))
                .list());
    }

    /// Of those of these users that have a phone: whose phones they are.
    Map<Long, Set<PushVendor>> vendors(Collection<Long> users) {
        return jdbi.withHandle(handle -> handle
                .createQuery("SELECT DISTINCT tiny_id, vendor FROM push_device WHERE tiny_id = ANY (:users)")
                .bind("users", users.toArray(Long[]::new))
                .map((row, context) -> Map.entry(row.getLong(1), PushVendor.parse(row.getString(2))))
                .stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toSet()))));
    }

    private static Device device(ResultSet row) throws SQLException {
        return new Device(
                row.getLong(1),
                row.getLong(2),
                row.getString(3),
                PushVendor.parse(row.getString(4)),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getBoolean(8));
    }
}
