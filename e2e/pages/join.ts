// The landing page of an invitation.
import { expect, type Locator } from "@playwright/test";
import { Screen } from "./screen";

export class JoinPage extends Screen {
  protected landmark(): Locator {
    return this.page.getByRole("main");
  }

  get button(): Locator {
    return this.page.getByRole("button", { name: "Join room" });
  }

  async open(link: string): Promise<this> {
    await this.page.goto(link);
    await expect(this.page.getByRole("heading", { level: 1 })).toBeVisible();
    return this.shown();
  }

  async join(): Promise<void> {
    await this.button.click();
  }

  get code(): Locator {
    return this.page.getByLabel("Six-digit code");
  }

  async typeCode(code: string): Promise<void> {
    await this.code.fill(code);
    await this.button.click();
  }

  /** Where the link's end was lost on its way. */
  async typeSecret(secret: string): Promise<void> {
    await this.page.getByLabel("Code from the e-mail").fill(secret);
    await this.page.getByRole("button", { name: "Go on" }).click();
  }

  get newLink(): Locator {
    return this.page.getByRole("button", { name: "Send me a new link" });
  }
}
