package im.parley.server.session;

import static im.parley.protocol.session.Platform.ANDROID;
import static im.parley.protocol.session.Platform.IPAD;
import static im.parley.protocol.session.Platform.IPHONE;
import static im.parley.protocol.session.Platform.LINUX;
import static im.parley.protocol.session.Platform.MAC;
import static im.parley.protocol.session.Platform.WEB;
import static im.parley.protocol.session.Platform.WINDOWS;
import static im.parley.server.settings.MultiDevicePolicy.DOUBLE;
import static im.parley.server.settings.MultiDevicePolicy.MULTI;
import static im.parley.server.settings.MultiDevicePolicy.SINGLE;
import static im.parley.server.settings.MultiDevicePolicy.TRIPLE;
import static org.assertj.core.api.Assertions.assertThat;

import im.parley.protocol.Rule;
import im.parley.protocol.session.Platform;
import im.parley.server.settings.MultiDevicePolicy;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

class InstancePolicyTest {
    private static final String ACCOUNT = "multipleAccount";
    private static final String DEVICE = "multipleDevice";

    /// Policy, web limit, native limit, who is there (oldest first, named by position), who comes, who
    /// leaves and why.
    static final List<Arguments> TABLE = List.of(
            // web pages
            row(MULTI, 1, 3, List.of(), WEB),
            row(MULTI, 1, 3, List.of(WEB), WEB, "0 " + ACCOUNT),
            row(MULTI, 2, 3, List.of(WEB), WEB),
            row(MULTI, 2, 3, List.of(WEB, WEB), WEB, "0 " + ACCOUNT),
            row(MULTI, 10, 3, List.of(WEB, WEB, WEB, WEB, WEB, WEB, WEB, WEB, WEB), WEB),
            row(MULTI, 3, 3, List.of(WEB, WEB, WEB, WEB, WEB), WEB, "0 " + ACCOUNT, "1 " + ACCOUNT, "2 " + ACCOUNT),
            row(MULTI, 1, 3, List.of(ANDROID, WINDOWS, WEB), WEB, "2 " + ACCOUNT),
            // native terminals
            row(MULTI, 1, 3, List.of(ANDROID, ANDROID), ANDROID),
            row(MULTI, 1, 3, List.of(ANDROID, ANDROID, ANDROID), ANDROID, "0 " + DEVICE),
            row(MULTI, 1, 1, List.of(ANDROID, IPHONE, IPAD, WINDOWS, MAC, LINUX, WEB), IPAD, "2 " + DEVICE),
            // single: one kind at all
            row(SINGLE, 5, 3, List.of(ANDROID), IPHONE, "0 " + DEVICE),
            row(SINGLE, 5, 3, List.of(WEB, WEB), ANDROID, "0 " + DEVICE, "1 " + DEVICE),
            row(SINGLE, 5, 3, List.of(ANDROID), WEB, "0 " + DEVICE),
            row(SINGLE, 5, 3, List.of(ANDROID), ANDROID, "0 " + DEVICE),
            row(SINGLE, 2, 3, List.of(WEB, WEB), WEB, "0 " + ACCOUNT),
            row(SINGLE, 1, 3, List.of(MAC, WEB), WEB, "0 " + DEVICE, "1 " + ACCOUNT),
            // double: one native kind and web
            row(DOUBLE, 1, 3, List.of(WEB), ANDROID),
            row(DOUBLE, 1, 3, List.of(WEB, ANDROID), IPHONE, "1 " + DEVICE),
            row(DOUBLE, 1, 3, List.of(WINDOWS), IPAD, "0 " + DEVICE),
            row(DOUBLE, 1, 3, List.of(LINUX), LINUX, "0 " + DEVICE),
            row(DOUBLE, 1, 3, List.of(ANDROID, WEB), WEB, "1 " + ACCOUNT),
            // triple: one mobile kind, one computer, and web
            row(TRIPLE, 1, 3, List.of(WEB, WINDOWS), ANDROID),
            row(TRIPLE, 1, 3, List.of(ANDROID, WINDOWS), IPAD, "0 " + DEVICE),
            row(TRIPLE, 1, 3, List.of(ANDROID, WINDOWS), MAC, "1 " + DEVICE),
            row(TRIPLE, 1, 3, List.of(ANDROID, LINUX), LINUX, "1 " + DEVICE),
            // what a stricter policy left together stays until it concerns who comes
            row(TRIPLE, 1, 3, List.of(WINDOWS, MAC), ANDROID));

    private static Arguments row(
            MultiDevicePolicy devices, int web, int natives, List<Platform> present, Platform comes, String... leave) {
        return Arguments.of(new InstancePolicy(devices, web, natives), present, comes, List.of(leave));
    }

    @ParameterizedTest
    @FieldSource("TABLE")
    @Rule({"login#2", "login#3", "logout#3"})
    void who_leaves(InstancePolicy policy, List<Platform> present, Platform comes, List<String> leave) {
        var others = new ArrayList<Instance>();
        for (int i = 0; i < present.size(); i++) {
            others.addFirst(instance(Integer.toString(i), present.get(i), 1000 + i)); // the order given must not matter
        }
        assertThat(policy.leaving(comes, others).stream()
                        .map(gone -> gone.instance().instanceID() + ' ' + gone.type()))
                .containsExactlyElementsOf(leave);
    }

    @Test
    void among_equally_old_ones_the_smaller_instanceID_leaves() {
        var policy = new InstancePolicy(MULTI, 2, 3);
        var others = List.of(instance("b", WEB, 5), instance("a", WEB, 5));
        assertThat(policy.leaving(WEB, others))
                .extracting(gone -> gone.instance().instanceID())
                .containsExactly("a");
    }

    @Property(tries = 300)
    void afterwards_the_limits_hold_for_who_came(
            @ForAll MultiDevicePolicy devices,
            @ForAll @IntRange(min = 1, max = 10) int web,
            @ForAll @IntRange(min = 1, max = 3) int natives,
            @ForAll @Size(max = 20) List<Platform> present,
            @ForAll Platform comes) {
        var policy = new InstancePolicy(devices, web, natives);
        var others = new ArrayList<Instance>();
        for (int i = 0; i < present.size(); i++) {
            others.add(instance("i" + i, present.get(i), i % 3));
        }
        var left = policy.leaving(comes, others).stream()
                .map(InstancePolicy.Leaving::instance)
                .toList();

        var stay = others.stream().filter(one -> !left.contains(one)).toList();
        assertThat(left).doesNotHaveDuplicates();
        assertThat(stay.stream().filter(one -> one.platform() == comes))
                .hasSizeLessThan(comes == WEB ? web : devices == MULTI ? natives : 1);
        assertThat(policy.leaving(comes, stay)).isEmpty();
    }

    @Property(tries = 300)
    void whoever_came_one_by_one_and_was_heard_of_is_never_overdue(
            @ForAll MultiDevicePolicy devices,
            @ForAll @IntRange(min = 1, max = 10) int web,
            @ForAll @IntRange(min = 1, max = 3) int natives,
            @ForAll @Size(max = 20) List<Platform> coming) {
        var policy = new InstancePolicy(devices, web, natives);
        var heard = new ArrayList<Instance>();
        var all = new ArrayList<Instance>();
        for (int i = 0; i < coming.size(); i++) {
            policy.leaving(coming.get(i), heard).forEach(leaving -> heard.remove(leaving.instance()));
            heard.add(instance("i" + i, coming.get(i), i));
            all.add(heard.getLast());
        }

        assertThat(policy.overdue(heard)).isEmpty();
        all.removeAll(policy.overdue(all).stream()
                .map(InstancePolicy.Leaving::instance)
                .toList());
        assertThat(all).isEqualTo(heard);
    }

    private static Instance instance(String id, Platform platform, long signedInAt) {
        return new Instance(id, platform, signedInAt, new Instance.Place("node", signedInAt));
    }
}
