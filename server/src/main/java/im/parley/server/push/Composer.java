package im.parley.server.push;

import im.parley.protocol.message.OfflinePushInfo;
import im.parley.protocol.push.PushVendor;
import im.parley.server.message.MessageFeed;
import im.parley.server.message.PushFeed;
import im.parley.server.message.PushFeed.Pushable;
import im.parley.server.push.Jobs.Job;
import im.parley.server.push.PushProvider.About;
import im.parley.server.push.PushProvider.Delivery;
import im.parley.server.push.PushRooms.Room;
import im.parley.server.session.ClusterSessions;
import im.parley.server.users.Account;
import im.parley.server.users.Accounts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// Makes notifications of jobs: what the message says now, for the phones that the receivers have now.
final class Composer {
    private static final long MILLIS = 1000;

    private final int app;
    private final Jdbi jdbi;
    private final Devices devices;
    private final ClusterSessions sessions;
    private final Accounts accounts;
    private final PushRooms rooms;
    private final Wishes wishes;
    private final Supplier<String> icon;

    /// @param app SDKAppID
    /// @param icon name of the app's small icon; empty: none
    Composer(
            int app,
            Jdbi jdbi,
            Devices devices,
            ClusterSessions sessions,
            Accounts accounts,
            PushRooms rooms,
            Wishes wishes,
            Supplier<String> icon) {
        this.app = app;
        this.jdbi = jdbi;
        this.devices = devices;
        this.sessions = sessions;
        this.accounts = accounts;
        this.rooms = rooms;
        this.wishes = wishes;
        this.icon = icon;
    }

    /// The notifications of each job; none where the message was revoked meanwhile, and for who has come online.
    Map<Job, List<Delivery>> compose(List<Job> jobs) {
        var inRooms = rooms.of(jobs.stream().map(Job::conversation).collect(Collectors.toSet()));
        var messages = messages(jobs, inRooms.keySet());
        var phones = phones(messages.keySet());
        var users = new HashSet<Long>();
        phones.forEach(phone -> users.add(phone.user()));
        messages.values().forEach(message -> users.add(message.sender()));
        var known = accounts.byTinyID(users);
        var unread = wishes.unread(
                phones.stream().filter(Device::badge).map(Device::user).collect(Collectors.toSet()));
        var byUser = phones.stream().collect(Collectors.groupingBy(Device::user));
        var composed = new LinkedHashMap<Job, List<Delivery>>();
        for (var job : jobs) {
            var deliveries = new ArrayList<Delivery>();
            var message = messages.get(job);
            var sender = message == null ? null : known.get(message.sender());
            if (message != null && sender != null) {
                var of = new Facts(message, sender, inRooms.get(message.conversation()));
                for (long receiver : job.receivers()) {
                    for (var phone : byUser.getOrDefault(receiver, List.of())) {
                        var account = known.get(receiver);
                        if (account != null
                                && phone.vendor() == job.vendor()
                                && (job.devices() == null || job.devices().contains(phone.id()))) {
                            deliveries.add(of.delivery(phone, account, unread.get(receiver)));
                        }
                    }
                }
            }
            composed.put(job, deliveries);
        }
        return composed;
    }

    /// @param rooms timelines of those that are pushed
    private Map<Job, Pushable> messages(List<Job> jobs, Set<Long> rooms) {
        return jdbi.withHandle(handle -> {
            var heads = MessageFeed.heads(
                    handle, jobs.stream().map(Job::conversation).collect(Collectors.toSet()));
            var found = new HashMap<Job, Pushable>();
            for (var job : jobs) {
                var head = heads.get(job.conversation());
                if (head != null && head.isRoom() == rooms.contains(job.conversation())) {
                    PushFeed.find(handle, job.conversation(), job.sequence())
                            .filter(Pushable::isForPhones)
                            .ifPresent(message -> found.put(job, message));
                }
            }
            return found;
        });
    }

    /// Who waited for a while may have come meanwhile.
    private List<Device> phones(Collection<Job> jobs) {
        var receivers = new HashSet<Long>();
        var late = new HashSet<Long>();
        for (var job : jobs) {
            receivers.addAll(job.receivers());
            if (job.tries() > 1) {
                late.addAll(job.receivers());
            }
        }
        var back = sessions.online(late);
        receivers.removeAll(back);
        return receivers.isEmpty() ? List.of() : devices.of(receivers);
    }

    /// @param room null: C2C
    private final class Facts {
        private final Pushable message;
        private final String title;
        private final String text;
        private final Account sender;
        private final @Nullable Room room;
        private final Map<PushVendor, Notification> fitted = new HashMap<>();

        Facts(Pushable message, Account sender, @Nullable Room room) {
            this.message = message;
            this.sender = sender;
            this.room = room;
            this.text = ShortText.of(message.type(), message.payload());
            this.title = room != null ? room.name() : sender.nick().isEmpty() ? sender.userID() : sender.nick();
        }

        Delivery delivery(Device phone, Account receiver, @Nullable Integer unread) {
            var vendor = phone.vendor();
            var info = message.push();
            return new Delivery(
                    app,
                    message.conversation() + "-" + message.sequence() + "-" + phone.id(),
                    phone,
                    fitted.computeIfAbsent(vendor, key -> Notification.of(key, info, title, text, icon.get())),
                    isCall(vendor, info) && (vendor != PushVendor.APNS || phone.voipToken() != null),
                    phone.badge() && !ignoresBadge(vendor, info) ? unread : null,
                    new About(
                            receiver.userID(),
                            room == null ? "C2C" + sender.userID() : "GROUP" + room.groupID(),
                            sender.userID(),
                            message.id().text(),
                            message.sequence(),
                            message.time() / MILLIS));
        }
    }

    /// `sendMessage#14`: what is not pushed at all never comes here.
    static boolean isCall(PushVendor vendor, @Nullable OfflinePushInfo info) {
        if (info == null) {
            return false;
        }
        var apns = vendor == PushVendor.APNS ? info.apnsInfo() : null;
        var disabled = apns == null || apns.disableVoipPush() == null ? info.disableVoipPush() : apns.disableVoipPush();
        return Boolean.FALSE.equals(disabled);
    }

    private static boolean ignoresBadge(PushVendor vendor, @Nullable OfflinePushInfo info) {
        var apns = info == null || vendor != PushVendor.APNS ? null : info.apnsInfo();
        return apns != null && Boolean.TRUE.equals(apns.ignoreIOSBadge());
    }
}
