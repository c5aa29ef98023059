package im.parley.server;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What can be configured: one name for the flag `--public-url`, the environment variable
/// `PARLEY_PUBLIC_URL` and the key `public-url` of the configuration file.
enum ConfigKey {
    HOST("host", "ADDRESS", "127.0.0.1", "Address to listen on; `0.0.0.0` is every address of this machine."),
    PORT("port", "PORT", "8080", "Port to listen on, 0 to 65535; 0 takes any that is free and prints it."),
    DATA(
            "data",
            "FOLDER",
            "./data",
            "Folder of everything that must survive: the embedded database, the apps' keys, `parley.conf`."),
    APP(
            "app",
            "ID:KEY",
            null,
            "SDKAppID (1 to 2147483647) and secret key (at least 16 characters) of an app; repeatable. Without any, the"
                    + " first start makes a key for SDKAppID 1400000001 and keeps it in `apps.properties` of the data"
                    + " folder."),
    ADMIN("admin", "USER", "administrator", "User ID that may call the REST API."),
    POSTGRES(
            "postgres",
            "URL",
            null,
            "A PostgreSQL (15 or newer) to use instead of the embedded one:"
                    + " `postgres://user:password@host:port/database` or the JDBC form."),
    NATS("nats", "URL", null, "NATS that connects several servers to one chat; several URLs are separated by commas."),
    S3(
            "s3",
            "URL",
            null,
            "S3-compatible store for files, instead of the data folder:"
                    + " `s3://KEY:SECRET@host:port/bucket?region=us-east-1`; the bucket must exist. `tls=false` for plain"
                    + " HTTP, `prefix=chat/` for a part of the bucket. In key and secret, `/` is written `%2F`."),
    NODE("node", "NAME", null, "Name of this server among several, different for each; made up when missing."),
    PUBLIC_URL(
            "public-url",
            "URL",
            null,
            "Address under which browsers reach this server, when a proxy stands before it."),
    DEV(
            "dev",
            "true|false",
            null,
            "Development mode: the chat page lets anybody sign in as alice or bob. On when `host` is a loopback address,"
                    + " otherwise off; as flags: `--dev`, `--no-dev`."),
    SET(
            "set",
            "KEY=VALUE",
            null,
            "A console setting to store at the start, such as `login.maxWebInstances=3`; repeatable."),
    TRANSLATION(
            "translation",
            "PROVIDER",
            null,
            "Who translates texts, where `message.translation` is `provider`: `libretranslate:URL`, a service that speaks"
                    + " LibreTranslate's API, or `apertium`, the program with its installed language pairs"
                    + " (`apertium:PATH` where it is not in the `PATH`)."),
    TRANSLATION_KEY("translation-key", "KEY", null, "The `api_key` that a LibreTranslate service asks for."),
    SPEECH(
            "speech",
            "PROVIDER",
            null,
            "Who makes text of audio messages, where `message.speechToText` is `provider`: `openai:URL`, a service that"
                    + " speaks OpenAI's API of transcriptions, such as `openai:http://localhost:8000/v1`; `vosk:FOLDER`,"
                    + " Vosk with the model in that folder, or several as `vosk:en=FOLDER,ja=FOLDER`; `sphinx`, English"
                    + " by CMU Sphinx. All of them need `ffmpeg`."),
    SPEECH_KEY("speech-key", "KEY", null, "The bearer token that a transcription service asks for."),
    SPEECH_MODEL("speech-model", "NAME", "whisper-1", "What a transcription service calls the model to use."),
    MODERATION(
            "moderation",
            "PROVIDER",
            null,
            "Who looks at messages, in the kinds that `moderation.cloud` names: `http://…` or `https://…`, a service of"
                    + " yours that is asked as [operations.md](operations.md#moderation) describes, or `openai:URL`, a"
                    + " service that speaks OpenAI's API of moderations, such as `openai:https://api.openai.com/v1`. Without,"
                    + " only lists of words are looked at."),
    MODERATION_KEY("moderation-key", "KEY", null, "The bearer token that the moderation service asks for."),
    MODERATION_MODEL(
            "moderation-model",
            "NAME",
            "omni-moderation-latest",
            "What a service with OpenAI's API of moderations calls the model to use."),
    PUSH_HOOK(
            "push-hook",
            "URL",
            null,
            "Address of your own that gets notifications for phones by POST, where `push.offline` is `provider`; it hands"
                    + " them to Huawei, Xiaomi and the others. See [Offline push](operations.md#offline-push)."),
    PUSH_HOOK_SECRET(
            "push-hook-secret",
            "SECRET",
            null,
            "What requests to `push-hook` are signed with; without it they are not."),
    PUSH_FCM(
            "push-fcm",
            "FILE",
            null,
            "The key of a Google service account (JSON, as the Firebase console gives it): Google's phones are reached by"
                    + " FCM directly."),
    PUSH_APNS(
            "push-apns",
            "FILE?key=ID&team=ID&topic=ID",
            null,
            "Apple's key for push (`.p8`), its ID, the team's and the app's (its bundle ID): Apple's phones are reached by"
                    + " APNs directly. `&sandbox=true` for apps in development."),
    LOG("log", "text|json", "text", "How log lines on the standard error look."),
    FRAMES_PER_SECOND(
            "frames-per-second", "N", "1000", "Frames a client may send per second in the long run, at least 1."),
    FRAME_BURST(
            "frame-burst",
            "N",
            "2000",
            "Frames a client may send at once after a silence, at least `frames-per-second`."),
    MAX_PENDING_BYTES(
            "max-pending-bytes",
            "BYTES",
            "1048576",
            "What may wait for a client that reads slowly before it is disconnected, at least 65536."),
    HEARTBEAT(
            "heartbeat",
            "TIME",
            "30s",
            "Longest silence of a client, at least 1s; after two and a half times as long it counts as gone."),
    LOGIN_TIMEOUT("login-timeout", "TIME", "15s", "How long a connection may stay without a sign-in, at least 1s.");

    private final String id;
    private final String placeholder;
    private final @Nullable String standard;
    private final String description;

    ConfigKey(String id, String placeholder, @Nullable String standard, String description) {
        this.id = id;
        this.placeholder = placeholder;
        this.standard = standard;
        this.description = description;
    }

    String id() {
        return id;
    }

    String flag() {
        return "--" + id;
    }

    String variable() {
        return "PARLEY_" + id.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    /// What a value looks like.
    String placeholder() {
        return placeholder;
    }

    /// The value when none is given; null where there is none or the description tells it.
    @Nullable
    String standard() {
        return standard;
    }

    /// One or two sentences of Markdown.
    String description() {
        return description;
    }

    boolean repeatable() {
        return this == APP || this == SET;
    }

    static Optional<ConfigKey> of(String id) {
        return Stream.of(values()).filter(key -> key.id.equals(id)).findFirst();
    }
}
