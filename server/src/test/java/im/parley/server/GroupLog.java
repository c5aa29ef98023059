package im.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import im.parley.protocol.Types;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// A Public group's whole log, replayed: who was in when, as what, and whether each message and each tip could
/// be where it stands.
final class GroupLog {
    private static final Map<String, Integer> RANKS = Map.of("Member", 0, "Admin", 1, "Owner", 2);

    /// What somebody was in the group at one point of the log.
    private static final class Member {
        String role = "Member";
        boolean muted;
    }

    /// From the tip of coming to the tip of going.
    record Stay(int from, int to) {}

    private final Map<String, Member> members = new TreeMap<>();
    private final Map<String, List<Stay>> stays = new HashMap<>();
    private final Map<String, Integer> came = new HashMap<>();
    private final Map<String, Integer> tips = new HashMap<>();
    private final Map<Integer, String> texts = new HashMap<>();
    private final List<JsonNode> messages;

    /// @param messages all of them, oldest first
    GroupLog(String owner, List<JsonNode> messages) {
        this.messages = messages;
        var first = new Member();
        first.role = "Owner";
        members.put(owner, first);
        came.put(owner, 0);
        int sequence = 0;
        for (var message : messages) {
            sequence++;
            assertThat(message.path("sequence").asInt()).as("no holes").isEqualTo(sequence);
            if (message.path("type").asText().equals(Types.MSG_GRP_TIP)) {
                replay(sequence, message.path("payload"));
            } else {
                text(sequence, message);
            }
        }
        came.forEach((user, from) -> stayed(user, from, Integer.MAX_VALUE));
    }

    private void text(int sequence, JsonNode message) {
        var from = message.path("from").asText();
        var member = members.get(from);
        assertThat(member).as("%s wrote %d and was no member", from, sequence).isNotNull();
        assertThat(member.muted).as("%s wrote %d and was muted", from, sequence).isFalse();
        texts.put(sequence, message.at("/payload/text").asText());
    }

    private void replay(int sequence, JsonNode tip) {
        int operation = tip.path("operationType").asInt();
        var by = tip.path("operatorID").asText();
        var users = new ArrayList<String>();
        tip.path("userIDList").forEach(user -> users.add(user.asText()));
        for (var user : users) {
            tips.merge(key(operation, by, user), 1, Integer::sum);
            switch (operation) {
                case Types.GRP_TIP_MBR_JOIN -> {
                    assertThat(members).as("who comes at %d was out", sequence).doesNotContainKey(user);
                    assertThat(user.equals(by) || members.containsKey(by)).isTrue();
                    members.put(user, new Member());
                    came.put(user, sequence);
                }
                case Types.GRP_TIP_MBR_QUIT, Types.GRP_TIP_MBR_KICKED_OUT -> {
                    if (operation == Types.GRP_TIP_MBR_KICKED_OUT) {
                        outranks(by, user, sequence);
                    }
                    assertThat(members.remove(user))
                            .as("who goes at %d was in", sequence)
                            .isNotNull();
                    var from = came.remove(user);
                    stayed(user, from == null ? 0 : from, sequence);
                }
                case Types.GRP_TIP_MBR_SET_ADMIN, Types.GRP_TIP_MBR_CANCELED_ADMIN -> {
                    assertThat(member(by).role).isEqualTo("Owner");
                    member(user).role = operation == Types.GRP_TIP_MBR_SET_ADMIN ? "Admin" : "Member";
                }
                case Types.GRP_TIP_MBR_PROFILE_UPDATED -> {
                    outranks(by, user, sequence);
                    member(user).muted = tip.at("/memberList/0/muteTime").asInt() > 0;
                }
                default -> throw new AssertionError("an unexpected tip: " + tip);
            }
        }
        if (tip.has("memberCount")) {
            assertThat(tip.path("memberCount").asInt()).isEqualTo(members.size());
        }
    }

    private Member member(String user) {
        var member = members.get(user);
        assertThat(member).as(user + " is a member").isNotNull();
        return member;
    }

    private void outranks(String by, String user, int sequence) {
        assertThat(RANKS.getOrDefault(member(by).role, 0))
                .as("%s acts on %s at %d", by, user, sequence)
                .isGreaterThan(RANKS.getOrDefault(member(user).role, 0));
    }

    private void stayed(String user, int from, int to) {
        stays.computeIfAbsent(user, key -> new ArrayList<>()).add(new Stay(from, to));
    }

    /// How often somebody did that to somebody, by the tips.
    static String key(int operation, String by, String user) {
        return operation + " " + by + " " + user;
    }

    Map<String, Integer> tips() {
        return tips;
    }

    Map<Integer, String> texts() {
        return texts;
    }

    Set<String> members() {
        return new HashSet<>(members.keySet());
    }

    /// Everybody who is in at the end, with role and whether they are muted.
    List<String> show() {
        return members.entrySet().stream()
                .map(entry -> show(entry.getKey(), entry.getValue().role, entry.getValue().muted))
                .toList();
    }

    static String show(String user, String role, boolean muted) {
        return user + " " + role + (muted ? " muted" : "");
    }

    boolean wasIn(String user, int sequence) {
        return stays.getOrDefault(user, List.of()).stream()
                .anyMatch(stay -> stay.from() <= sequence && sequence < stay.to());
    }

    /// What a member who is in at the end may read.
    ///
    /// @param earlier also from before they came the last time
    List<Integer> history(String user, boolean earlier) {
        int from = earlier
                ? 1
                : Math.max(1, stays.getOrDefault(user, List.of()).getLast().from());
        var sequences = new ArrayList<Integer>();
        for (int sequence = from; sequence <= messages.size(); sequence++) {
            sequences.add(sequence);
        }
        return sequences;
    }
}
