export const app = "the web app";
