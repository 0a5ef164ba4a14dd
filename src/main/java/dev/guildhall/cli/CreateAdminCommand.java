package dev.guildhall.cli;

import dev.guildhall.identity.AccountService;
import dev.guildhall.identity.NewAdmin;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Component
@Profile("cli")
@Command(name = "create-admin", description = "Creates an administrator who signs in by password.")
class CreateAdminCommand extends GuildhallCommand {

    private final ObjectProvider<AccountService> accounts;
    private final PasswordPrompt prompt;

    @Option(names = "--username", required = true, description = "At most 150 characters, not taken.")
    private String username = "";

    @Option(
            names = "--password",
            arity = "0..1",
            description =
                    "8 to 255 characters. Better left out: others on this machine can read it. Then it is asked for, or is the"
                            + " first line of standard input.")
    private String password = "";

    CreateAdminCommand(ObjectProvider<AccountService> accounts, PasswordPrompt prompt) {
        this.accounts = accounts;
        this.prompt = prompt;
    }

    @Override
    public Integer call() {
        var name = username.strip();
        if (name.isEmpty() || name.length() > 150) {
            throw misused("--username must have 1 to 150 characters.");
        }
        var secret = password.isEmpty() ? prompt.ask() : password;
        if (secret.length() < 8 || secret.length() > 255) {
            throw misused("The password must have 8 to 255 characters.");
        }
        var id = accounts.getObject()
                .createAdmin(new NewAdmin(name, secret, "", ""))
                .block();
        say("Administrator created: id=%d username=%s", id, name);
        return 0;
    }
}
