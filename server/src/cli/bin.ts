#!/usr/bin/env node
import module from "node:module";

// What follows is compiled once and then read from Node's cache of compiled code, which Node has from 22.1 on.
module.enableCompileCache?.();
// A file of its own, since what is cached has to be loaded after the cache.
void import("./program.ts").then(({ start }) => start());
