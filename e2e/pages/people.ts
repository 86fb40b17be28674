// The tab *People*, and the buyer's calendar of the tab *Timeline*.
import { expect, type Locator } from "@playwright/test";
import { type Filled, PlaceForm } from "./form";
import { Screen } from "./screen";

export class PeopleTab extends Screen {
  protected landmark(): Locator {
    return this.page.locator("section.people-side").first();
  }

  async add(side: "buyer" | "seller", values: Record<string, Filled>): Promise<void> {
    await this.page.locator(`section.people-side[data-side=${side}]`).getByRole("button", { name: "Add a person" }).click();
    const form = new PlaceForm(this.page, `new:${side}`);
    await form.fill(values);
    await form.send("Add the person");
  }

  async edit(name: string, values: Record<string, Filled>): Promise<void> {
    await this.page.getByRole("button", { name: `Edit ${name}` }).click();
    const form = new PlaceForm(this.page, "sh_");
    await form.fill(values);
    await form.send("Save");
  }
}

/** Adds a date or period to the buyer's calendar. */
export class BuyersCalendar extends Screen {
  protected landmark(): Locator {
    return this.page.getByRole("heading", { name: "The buyer’s calendar" });
  }

  async add(values: Record<string, Filled>): Promise<void> {
    await this.page.getByRole("button", { name: "Add a date or period" }).click();
    const form = new PlaceForm(this.page, "new:constraint");
    await form.fill(values);
    await form.send("Add it");
    await expect(this.page.getByText(values["In words"] as string)).toBeVisible();
  }
}
