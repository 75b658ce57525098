/** What a first start lists, in this order. */
export const showcases = ["assets/examples/showcase.json", "assets/examples/showcaseCities.json"];
