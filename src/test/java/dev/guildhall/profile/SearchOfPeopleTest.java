package dev.guildhall.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.testing.Api;
import dev.guildhall.testing.GuildhallTest;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** How admins find somebody among everybody. */
@GuildhallTest
class SearchOfPeopleTest {

    @Autowired
    private Api api;

    @Test
    void byPartsOfTheirNamesInAnyCase() {
        var name = UUID.randomUUID().toString();
        var login = Api.telegramLogin(System.nanoTime(), "Ольга " + name);
        var id = api.telegram(login).expect(200).at("/user/id").asLong();

        assertThat(found("q=" + name.toUpperCase())).containsExactly(id);
        assertThat(found("q=" + login.get("username"))).containsExactly(id);
    }

    @Test
    void byTheirId() {
        var client = api.client();

        assertThat(found("q=" + client.id())).contains(client.id());
        assertThat(found("role=master&q=" + client.id())).doesNotContain(client.id());
    }

    @Test
    void byTheKindOfAdmin() {
        var finance = api.admin("finance");

        assertThat(found("admin_role=finance&q=" + finance.username())).containsExactly(finance.id());
        assertThat(found("admin_role=support&q=" + finance.username())).isEmpty();
        assertThat(found("admin_role=super_admin&q=" + Api.ADMIN))
                .contains(api.admin().id());
        api.admin().get("/admin/users/all/?admin_role=nonsense").expect(400);
    }

    @Test
    void whoeverIsBanned() {
        var client = api.client();
        assertThat(found("is_banned=false&q=" + client.username())).containsExactly(client.id());

        api.admin().post("/admin/users/" + client.id() + "/ban/").expect(200);

        assertThat(found("is_banned=true&q=" + client.username())).containsExactly(client.id());
        assertThat(found("is_banned=false&q=" + client.username())).isEmpty();
    }

    @Test
    void countsThoseOnAllPagesForWhoAsks() {
        var client = api.client();
        var path = "/admin/users/all/?limit=1&count=1&q=" + client.username();

        assertThat(api.admin().get(path).headers().getFirst("X-Total-Count")).isEqualTo("1");
        assertThat(api.admin().get(path + "&role=admin").headers().getFirst("X-Total-Count"))
                .isEqualTo("0");
    }

    private List<Long> found(String query) {
        return api.admin()
                .get("/admin/users/all/?" + query)
                .expect(200)
                .valueStream()
                .map(person -> person.path("id").asLong())
                .toList();
    }
}
