package site;

import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.annotation.RegisteredOAuth2AuthorizedClient;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Whoever did not sign in is sent to; to all others it says what it knows. */
@SpringBootApplication
@RestController
public class Site {
    public static void main(String[] arguments) {
        SpringApplication.run(Site.class, arguments);
    }

    @GetMapping("/welcome")
    Map<String, Object> welcome(
            @AuthenticationPrincipal OidcUser user,
            @RegisteredOAuth2AuthorizedClient("orcid") OAuth2AuthorizedClient client) {
        return Map.of(
                "name", user.getName(),
                "issuer", user.getIssuer().toString(),
                "given", String.valueOf(user.getGivenName()),
                "authorities", user.getAuthorities().toString(),
                "token", client.getAccessToken().getTokenValue());
    }
}
