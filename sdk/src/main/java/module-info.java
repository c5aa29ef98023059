/// The Java SDK: chat from any program on the JVM. [im.parley.sdk.Chat] is where to begin.
module im.parley.sdk {
    requires transitive im.parley.protocol;
    requires java.net.http;
    requires org.slf4j;
    requires static org.jspecify;

    exports im.parley.sdk;

    // Jackson makes the frames, which no one else sees, by reflection.
    opens im.parley.sdk to
            com.fasterxml.jackson.databind;
}
