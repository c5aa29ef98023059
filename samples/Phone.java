import im.parley.sdk.Chat;
import im.parley.sdk.ChatOptions;
import im.parley.sdk.CreateOptions;
import im.parley.sdk.CustomPayload;
import im.parley.sdk.Events;
import im.parley.sdk.InviteOptions;
import im.parley.sdk.Message;
import im.parley.sdk.SendOptions;
import im.parley.sdk.SignalResult;
import im.parley.sdk.SignalingEvents;
import java.util.Scanner;
import java.util.concurrent.CompletableFuture;

/// A telephone without sound: the flow of a call by signaling, from ringing to hanging up. Where this prints that
/// two are talking, an app opens its line for sound and pictures, agreed on in the signals' data.
///
/// ```sh
/// java -cp 'sdk/target/lib/*' samples/Phone.java ws://localhost:8080 1400000001 ann "$(./parley usersig --user ann)"
/// ```
///
/// Reads from standard input: `call USER`, `accept`, `reject`, `cancel`, `hang up`, `quit`.
public final class Phone {
    private static final int RINGS_FOR = 30; // seconds; the server ends the call then, even if both programs are gone
    private static final String BUSY = "{\"busy\":true}";
    private static final String OVER = "over:"; // and the call's ID: the message that ends a call

    /// What the phone is doing. A call has one ID from its first ring to its end.
    private sealed interface State {
        record Idle() implements State {}

        record Calling(String peer, String id) implements State {}

        record Ringing(String peer, String id) implements State {}

        record Talking(String peer, String id) implements State {}
    }

    private final Chat chat;
    private State state = new State.Idle(); // guarded by this

    private Phone(Chat chat) {
        this.chat = chat;
    }

    public static void main(String[] args) {
        if (args.length != 4) {
            System.err.println("usage: java Phone.java ADDRESS SDKAPPID USERID USERSIG");
            System.exit(2);
        }
        var chat = Chat.create(ChatOptions.of(Integer.parseInt(args[1]), args[0]));
        var phone = new Phone(chat);
        phone.listen();
        chat.on(Events.SDK_READY, event -> say("ready"));
        chat.login(args[2], args[3]).join();
        try (var input = new Scanner(System.in)) {
            while (input.hasNextLine()) {
                var line = input.nextLine().strip();
                if (line.equals("quit")) {
                    break;
                }
                phone.obey(line);
            }
        }
        chat.destroy().join();
    }

    /// Listeners come before the login: an invitation of the last five minutes rings right after it.
    private void listen() {
        chat.addSignalingListener(
                SignalingEvents.NEW_INVITATION_RECEIVED,
                event -> invited(event.data().inviter(), event.data().inviteID()));
        chat.addSignalingListener(
                SignalingEvents.INVITEE_ACCEPTED, event -> accepted(event.data().inviteID()));
        chat.addSignalingListener(
                SignalingEvents.INVITEE_REJECTED,
                event -> ended(
                        event.data().inviteID(), event.data().data().equals(BUSY) ? "is busy" : "does not want to"));
        chat.addSignalingListener(
                SignalingEvents.INVITATION_CANCELLED,
                event -> ended(event.data().inviteID(), "has given up"));
        chat.addSignalingListener(
                SignalingEvents.INVITATION_TIMEOUT, event -> ended(event.data().inviteID(), "did not answer"));
        chat.on(Events.MESSAGE_RECEIVED, event -> event.data().forEach(this::read));
    }

    private synchronized void invited(String peer, String id) {
        if (state instanceof State.Idle) {
            state = new State.Ringing(peer, id);
            say(peer + " is calling: accept or reject");
        } else {
            report(chat.reject(id, BUSY));
            say(peer + " has called meanwhile");
        }
    }

    private synchronized void accepted(String id) {
        if (state instanceof State.Calling(String peer, String calling) && calling.equals(id)) {
            talk(peer, id);
        } else if (state instanceof State.Ringing(String peer, String ringing) && ringing.equals(id)) {
            state = new State.Idle(); // this user has taken the call on another device
            say("talking to " + peer + " elsewhere");
        }
    }

    private synchronized void ended(String id, String why) {
        switch (state) {
            case State.Idle() -> {}
            case State.Calling(String peer, String current) when current.equals(id) -> hungUp(peer, why);
            case State.Ringing(String peer, String current) when current.equals(id) -> hungUp(peer, why);
            case State.Talking(String peer, String current) when current.equals(id) -> hungUp(peer, why);
            default -> {} // of a call that was refused here
        }
    }

    private void read(Message message) {
        if (message.payload() instanceof CustomPayload custom && custom.data().startsWith(OVER)) {
            ended(custom.data().substring(OVER.length()), "has hung up");
        }
    }

    private synchronized void obey(String line) {
        var words = line.split("\\s+", 2);
        switch (state) {
            case State.Idle() when words[0].equals("call") && words.length == 2 -> call(words[1]);
            case State.Calling(String peer, String id)
            when line.equals("cancel") -> {
                report(chat.cancel(id, ""));
                hungUp(peer, "was not reached");
            }
            case State.Ringing(String peer, String id) when line.equals("accept") -> accept(peer, id);
            case State.Ringing(String peer, String id)
            when line.equals("reject") -> {
                report(chat.reject(id, ""));
                hungUp(peer, "was refused");
            }
            case State.Talking(String peer, String id)
            when line.equals("hang up") -> {
                var over = chat.createCustomMessage(CreateOptions.toUser(peer, CustomPayload.of(OVER + id)));
                chat.sendMessage(over, SendOptions.DEFAULT.withoutUnreadCount().withoutLastMessage());
                hungUp(peer, "was left");
            }
            default -> say("not now: " + line);
        }
    }

    private void call(String peer) {
        // The ID is there at once, so that whatever happens next finds the call in the state it is in.
        var id = chat.inviteSync(
                InviteOptions.toUser(peer).data("{\"call\":\"sound\"}").timeout(RINGS_FOR),
                sent -> say("it rings at " + peer),
                failure -> say("cannot call " + peer + ": " + failure.getMessage()));
        state = new State.Calling(peer, id);
    }

    private void accept(String peer, String id) {
        // Of several answers the first counts: only when ours was it, the two are talking.
        chat.accept(id, "").whenComplete((accepted, failure) -> {
            synchronized (this) {
                if (failure == null) {
                    talk(peer, id);
                } else {
                    hungUp(peer, "is gone: " + failure.getMessage());
                }
            }
        });
    }

    private void talk(String peer, String id) {
        state = new State.Talking(peer, id);
        say("talking to " + peer);
    }

    private void hungUp(String peer, String why) {
        state = new State.Idle();
        say(peer + " " + why);
    }

    private static void report(CompletableFuture<SignalResult> answer) {
        answer.exceptionally(failure -> {
            say("that came too late: " + failure.getMessage());
            return null;
        });
    }

    private static void say(String line) {
        System.out.println(line);
    }
}
