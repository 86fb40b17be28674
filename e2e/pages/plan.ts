// The plan's page: stages, milestones, actions, and the forms in place.
import { expect, type Locator } from "@playwright/test";
import { Screen } from "./screen";

export interface NewMilestone {
  stage: string;
  title: string;
  target: string;
  kind?: string;
  owner?: string;
  days?: number;
  after?: string;
}

export interface NewAction {
  side: string;
  title: string;
  by?: string;
  who?: string;
}

export class PlanPage extends Screen {
  protected landmark(): Locator {
    return this.page.getByRole("navigation", { name: "Parts of the plan" });
  }

  async open(planId: string): Promise<this> {
    await this.page.goto(`/plans/${planId}`);
    return this.shown();
  }

  /** Goes to a tab without holding the page against axe. */
  async visit(planId: string, tab = ""): Promise<this> {
    await this.page.goto(`/plans/${planId}${tab ? `/${tab}` : ""}`);
    await expect(this.landmark()).toBeVisible();
    return this;
  }

  get title(): Locator {
    return this.page.getByRole("heading", { level: 1 });
  }

  async tab(name: string): Promise<void> {
    await this.landmark().getByRole("link", { name, exact: true }).click();
  }

  get timeline(): Locator {
    return this.page.locator("section.plan-timeline");
  }

  stage(name: string): Locator {
    return this.page.locator("section.stage").filter({ has: this.page.getByRole("heading", { name: new RegExp(`^${name}`) }) });
  }

  async addMilestone({ stage, title, target, kind, owner, days, after }: NewMilestone): Promise<void> {
    const isFirst = await this.page.getByRole("heading", { name: "Begin with the first milestone" }).isVisible();
    const place = isFirst ? this.page.locator("section.first") : this.stage(stage);
    if (isFirst) await place.getByLabel("Stage").selectOption(stage);
    else await place.getByRole("button", { name: "Add a milestone" }).click();
    await place.getByLabel("What is reached").fill(title);
    await place.getByLabel("Target").fill(target);
    if (kind) await place.getByLabel("Kind", { exact: true }).selectOption({ label: kind });
    if (owner) await place.getByLabel("Who answers for it").selectOption({ label: owner });
    if (days) await place.getByLabel("Working days it takes").fill(String(days));
    if (after) await place.getByRole("checkbox", { name: after, exact: true }).check();
    await place.getByRole("button", { name: "Add the milestone" }).click();
    // The live stream may be quicker than the answer that closes the form.
    await expect(place.getByRole("button", { name: "Add the milestone" })).toHaveCount(0);
    await expect(this.milestone(title)).toBeVisible();
  }

  milestone(title: string): Locator {
    return this.page.locator("li.ms").filter({ has: this.toggle(title) });
  }

  private toggle(title: string): Locator {
    return this.page.locator(".ms-title").getByRole("button", { name: title, exact: true });
  }

  async expand(title: string): Promise<Locator> {
    const toggle = this.toggle(title);
    if ((await toggle.getAttribute("aria-expanded")) !== "true") await toggle.click();
    return this.milestone(title);
  }

  async addActions(milestone: string, actions: NewAction[]): Promise<void> {
    const place = await this.expand(milestone);
    for (const { side, title, by, who } of actions) {
      const column = place.locator("section[data-side]").filter({ has: this.page.getByRole("heading", { name: side }) });
      await column.getByRole("button", { name: "Add an action", exact: true }).click();
      await column.getByLabel("What is to be done").fill(title);
      if (by) await column.getByLabel("By", { exact: true }).fill(by);
      if (who) await column.getByRole("checkbox", { name: who }).check();
      await column.getByRole("button", { name: "Add the action" }).click();
      await expect(this.action(title)).toBeVisible();
      await column.getByRole("button", { name: "Close", exact: true }).click();
    }
  }

  action(title: string): Locator {
    return this.page.locator("li.act").filter({ hasText: title });
  }

  box(title: string): Locator {
    return this.action(title).getByRole("checkbox", { name: title });
  }

  /** Opens the form of an action in place. */
  async editAction(title: string): Promise<Locator> {
    await this.action(title).hover();
    await this.action(title).getByRole("button", { name: `Edit “${title}”` }).click();
    return this.action(title);
  }

  async deleteAction(title: string): Promise<void> {
    await this.action(title).hover();
    await this.action(title).getByRole("button", { name: `Delete “${title}”` }).click();
  }

  async share(): Promise<void> {
    await this.page.getByRole("button", { name: "Share plan" }).click();
  }
}

/** The form that shares a plan, wherever it stands. */
export class ShareForm extends Screen {
  protected landmark(): Locator {
    return this.page.getByRole("button", { name: "Look over and send" });
  }

  async invite(people: { email: string; access: "View only" | "Edit" }[], note = ""): Promise<void> {
    for (const [n, { email, access }] of people.entries()) {
      if (n > 0) await this.page.getByRole("button", { name: "Another person" }).click();
      await this.page.getByLabel("E-mail address").nth(n).fill(email);
      await this.page.getByLabel("Access", { exact: true }).nth(n).selectOption(access);
    }
    if (note) await this.page.getByLabel("Personal note").fill(note);
    await this.landmark().click();
    await this.page.getByRole("button", { name: /^Send \d+ invitation/ }).click();
    await expect(this.page.getByRole("button", { name: /^Send \d+ invitation/ })).toBeHidden();
  }
}

/** The tab *Sharing*: who has a link, and what it may do. */
export class SharingTab extends Screen {
  protected landmark(): Locator {
    return this.page.locator("ul.links");
  }

  async open(planId: string): Promise<this> {
    await this.page.goto(`/plans/${planId}/sharing`);
    return this.shown();
  }

  row(email: string): Locator {
    return this.page.locator("ul.links > li").filter({ hasText: email });
  }

  async setAccess(email: string, access: "View only" | "Edit"): Promise<void> {
    await this.row(email).getByLabel(/^Access of/).selectOption(access);
  }

  async revoke(email: string): Promise<void> {
    await this.row(email).getByRole("button", { name: "Revoke" }).click();
    await this.page.getByRole("button", { name: "Revoke the access" }).click();
  }

  async resend(email: string): Promise<void> {
    await this.row(email).getByRole("button", { name: /^Send/ }).click();
  }
}
