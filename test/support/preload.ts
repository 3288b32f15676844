// A CommonJS package that requires Nest needs it loaded before, under jest's module loader.
import '@nestjs/common';
import '@nestjs/core';
