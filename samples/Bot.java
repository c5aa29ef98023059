import im.parley.protocol.Types;
import im.parley.sdk.Chat;
import im.parley.sdk.ChatOptions;
import im.parley.sdk.CreateOptions;
import im.parley.sdk.Events;
import im.parley.sdk.Message;
import im.parley.sdk.TextPayload;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/// A bot: answers who writes to it, and in groups who calls it by name.
///
/// ```sh
/// ./parley start                # in another window
/// ./parley build sdk            # once
/// java -cp 'sdk/target/lib/*' samples/Bot.java ws://localhost:8080 1400000001 bot "$(./parley usersig --user bot)"
/// ```
public final class Bot {
    private static final String HELP = "I know: help, time, roll [SIDES], remind SECONDS TEXT";

    private final Chat chat;
    private final String name;

    private Bot(Chat chat, String name) {
        this.chat = chat;
        this.name = name;
    }

    public static void main(String[] args) throws InterruptedException {
        if (args.length != 4) {
            System.err.println("usage: java Bot.java ADDRESS SDKAPPID USERID USERSIG");
            System.exit(2);
        }
        var chat = Chat.create(ChatOptions.of(Integer.parseInt(args[1]), args[0]));
        var bot = new Bot(chat, args[2]);
        var end = new CountDownLatch(1);
        // Before the login, so that what came while the bot was away finds a handler.
        chat.on(Events.MESSAGE_RECEIVED, event -> event.data().forEach(bot::read));
        chat.on(Events.SDK_READY, event -> System.out.println(args[2] + " is ready"));
        chat.on(Events.KICKED_OUT, event -> end.countDown());
        chat.login(args[2], args[3]).join(); // a refused signature ends the program here
        end.await();
        System.err.println("signed out by the server");
        System.exit(1);
    }

    private void read(Message message) {
        var inGroup = message.conversationType().equals(Types.CONV_GROUP);
        if (message.from().equals(name)
                || !(message.payload() instanceof TextPayload(String text))
                || inGroup && !message.atUserList().contains(name)) {
            return; // the bot itself on another machine, a picture, a tip of the group, or a talk among others
        }
        var words = text.replaceFirst("^@\\S+\\s+", "").strip().split("\\s+", 3);
        switch (words[0].toLowerCase()) {
            case "time" -> answer(message, ZonedDateTime.now().format(DateTimeFormatter.RFC_1123_DATE_TIME));
            case "roll" -> answer(message, "🎲 " + roll(words.length > 1 ? number(words[1], 6) : 6));
            case "remind" -> remind(message, words);
            default -> answer(message, HELP);
        }
    }

    private static int roll(int sides) {
        return ThreadLocalRandom.current().nextInt(Math.max(1, sides)) + 1;
    }

    private void remind(Message message, String[] words) {
        var seconds = words.length == 3 ? number(words[1], -1) : -1;
        if (seconds < 0) {
            answer(message, "Like this: remind 300 The tea is ready");
            return;
        }
        answer(message, "I will");
        // A handler may wait, but the next event would wait with it.
        CompletableFuture.delayedExecutor(seconds, TimeUnit.SECONDS).execute(() -> answer(message, "⏰ " + words[2]));
    }

    private void answer(Message message, String text) {
        var inGroup = message.conversationType().equals(Types.CONV_GROUP);
        var to = inGroup ? message.to() : message.from();
        var answer = chat.createTextMessage(CreateOptions.of(to, message.conversationType(), new TextPayload(text)));
        // Waits for a lost connection by itself; what fails after that is refused for good.
        chat.sendMessage(answer).exceptionally(failure -> {
            System.err.println("cannot answer " + message.from() + ": " + failure.getMessage());
            return answer;
        });
    }

    private static int number(String word, int otherwise) {
        try {
            return Integer.parseInt(word);
        } catch (NumberFormatException none) {
            return otherwise;
        }
    }
}
