package im.parley.sdk;

import static im.parley.sdk.Person.result;

import com.fasterxml.jackson.databind.JsonNode;
import im.parley.protocol.Types;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/// People on the real server, and a back end that calls it.
abstract class RestScenario extends Scenario {
    static Map<String, Object> with(Map<String, ?> request, Object... more) {
        var all = new HashMap<String, Object>(request);
        for (int i = 0; i < more.length; i += 2) {
            all.put((String) more[i], more[i + 1]);
        }
        return all;
    }

    static List<Map<String, Object>> body(String text) {
        return List.of(Map.of("MsgType", Types.MSG_TEXT, "MsgContent", Map.of("Text", text)));
    }

    /// What the REST API calls a message between users by.
    static String key(Message message) {
        return message.sequence() + "_" + message.random() + "_" + message.time();
    }

    static Map<String, Object> named(Person from, Person to, Message message) {
        return Map.of("From_Account", from.userID, "To_Account", to.userID, "MsgKey", key(message));
    }

    static List<Map<String, Long>> places(Long... sequences) {
        return List.of(sequences).stream()
                .map(sequence -> Map.of("MsgSeq", sequence))
                .toList();
    }

    /// One field of each element.
    static List<String> each(JsonNode list, String path) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(element -> element.at(path).asText())
                .toList();
    }

    int code(String command, Map<String, ?> request) {
        return server.answer(command, request).get("ErrorCode").asInt();
    }

    Group groupOf(String type, Person owner, Person... others) {
        var members = List.of(others).stream().map(person -> person.userID).toList();
        var group = result(owner.chat.createGroup(
                        new GroupCreation("Friends").type(type).members(members)))
                .group();
        for (var person : others) {
            person.awaitGroups(list -> !list.isEmpty());
        }
        return group;
    }

    /// A topic of a new community.
    String topicOf(Person owner) {
        var town = result(owner.chat.createGroup(
                        new GroupCreation("Town").type(Types.GRP_COMMUNITY).supportTopic()))
                .group()
                .groupID();
        return result(owner.chat.createTopicInCommunity(new TopicCreation(town, "News")));
    }
}
