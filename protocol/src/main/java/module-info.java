/// What travels between Parley's server and its clients: operations, events, objects, constants, error codes and
/// limits.
module im.parley.protocol {
    requires transitive com.fasterxml.jackson.annotation;
    requires transitive com.fasterxml.jackson.databind;
    requires static org.jspecify;

    exports im.parley.protocol;
    exports im.parley.protocol.assist;
    exports im.parley.protocol.community;
    exports im.parley.protocol.conversation;
    exports im.parley.protocol.group;
    exports im.parley.protocol.media;
    exports im.parley.protocol.message;
    exports im.parley.protocol.presence;
    exports im.parley.protocol.profile;
    exports im.parley.protocol.push;
    exports im.parley.protocol.relation;
    exports im.parley.protocol.session;
    exports im.parley.protocol.settings;
    exports im.parley.protocol.signaling;

    // Jackson makes records by reflection.
    opens im.parley.protocol to
            com.fasterxml.jackson.databind;
    opens im.parley.protocol.assist to
            com.fasterxml.jackson.databind;
    opens im.parley.protocol.community to
            com.fasterxml.jackson.databind;
    opens im.parley.protocol.conversation to
            com.fasterxml.jackson.databind;
    opens im.parley.protocol.group to
            com.fasterxml.jackson.databind;
    opens im.parley.protocol.media to
            com.fasterxml.jackson.databind;
    opens im.parley.protocol.message to
            com.fasterxml.jackson.databind;
    opens im.parley.protocol.presence to
            com.fasterxml.jackson.databind;
    opens im.parley.protocol.profile to
            com.fasterxml.jackson.databind;
    opens im.parley.protocol.push to
            com.fasterxml.jackson.databind;
    opens im.parley.protocol.relation to
            com.fasterxml.jackson.databind;
    opens im.parley.protocol.session to
            com.fasterxml.jackson.databind;
    opens im.parley.protocol.settings to
            com.fasterxml.jackson.databind;
    opens im.parley.protocol.signaling to
            com.fasterxml.jackson.databind;
}
