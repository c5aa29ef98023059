package im.parley.sdk;

import static im.parley.sdk.Person.result;

import com.fasterxml.jackson.databind.JsonNode;
import im.parley.protocol.Types;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

/// A back end that deals with users' friends.
abstract class BackEndFriendScenario extends Scenario {
    static final String SOURCE = "AddSource_Type_Crm";
    static final String TEAM = "Tag_SNS_Custom_Team";

    @AfterEach
    void forgetCustomFields() {
        server.set("friend.customFields", null);
    }

    JsonNode sns(String command, Object... fields) {
        return server.call("sns/" + command, fields(fields));
    }

    static Map<String, Object> fields(Object... fields) {
        var all = new HashMap<String, Object>();
        for (int i = 0; i < fields.length; i += 2) {
            all.put((String) fields[i], fields[i + 1]); // a name, then its value of any type
        }
        return all;
    }

    static Map<String, Object> friend(String userID, Object... more) {
        var item = fields(more);
        item.put("To_Account", userID);
        item.put("AddSource", SOURCE);
        return item;
    }

    JsonNode add(Person from, Object... more) {
        var request = fields(more);
        request.put("From_Account", from.userID);
        return server.call("sns/friend_add", request);
    }

    static List<Integer> codes(JsonNode answer) {
        return answer.findValuesAsText("ResultCode").stream()
                .map(Integer::valueOf)
                .toList();
    }

    static List<String> friends(Person person) {
        return result(person.chat.getFriendList()).stream().map(Friend::userID).toList();
    }

    static List<Friend> awaitFriends(Person person, String... userIDs) {
        return person.awaitUntil(
                Events.FRIEND_LIST_UPDATED,
                list -> list.stream().map(Friend::userID).toList().equals(List.of(userIDs)));
    }

    Person asking(String name) {
        var person = signIn(name);
        result(person.chat.updateMyProfile(new ProfileUpdate().allowType(Types.ALLOW_TYPE_NEED_CONFIRM)));
        return person;
    }
}
