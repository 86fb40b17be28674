// Signing up and in, and choosing a new password.
import type { Locator } from "@playwright/test";
import { PASSWORD } from "../fixtures/api";
import { Screen } from "./screen";

export class SignUp extends Screen {
  protected landmark(): Locator {
    return this.page.getByRole("heading", { level: 1 });
  }

  async open(): Promise<this> {
    await this.page.goto("/sign-up");
    return this.shown();
  }

  async as(organization: string, name: string, email: string): Promise<void> {
    await this.page.getByLabel(/company|organi[sz]ation/i).fill(organization);
    await this.page.getByLabel(/your name|^name/i).fill(name);
    await this.page.getByLabel(/e-mail/i).fill(email);
    await this.page.getByLabel(/password/i).first().fill(PASSWORD);
    await this.page.getByRole("button", { name: /sign up|create/i }).click();
  }
}

export class SignIn extends Screen {
  protected landmark(): Locator {
    return this.page.getByRole("heading", { name: "Sign in" });
  }

  async open(): Promise<this> {
    await this.page.goto("/sign-in");
    return this.shown();
  }

  async as(email: string, password = PASSWORD): Promise<void> {
    await this.page.getByLabel("E-mail").fill(email);
    await this.page.getByLabel("Password").fill(password);
    await this.page.getByRole("button", { name: "Sign in" }).click();
  }
}
