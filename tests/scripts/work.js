// Work for an interpreter of ES5 whose results can be compared: every line is the same on every correct build.

function checksum(s) {
  var h = 5381;
  for (var i = 0; i < s.length; i++) h = ((h << 5) + h + s.charCodeAt(i)) | 0;
  return (h >>> 0).toString(16);
}

// Numbers
print(0.1 + 0.2, 1e21, 1e-7, -0, 1 / 0, 0 / 0, 5 % -3, -5 % 3, 1 << 31, -1 >>> 28, ~5, 123456789 * 987654321);
print((255).toString(2), (0.5).toString(16), (1234.5678).toFixed(2), (0.00001).toPrecision(3), (1e21).toExponential(4));
print(parseInt("0x1f"), parseInt("12abc", 10), parseFloat("3.25e2x"), Number(""), Number("z"), Math.round(-2.5));
print(Math.pow(2, 0.5), Math.atan2(1, -1), Math.exp(1), Math.max(1, "3", 2), Math.sin(1e6));

// Strings and regular expressions
var text = "";
for (var i = 0; i < 200; i++) text += "The quick brown fox jumps over the lazy dog " + i + ". ";
var counts = {};
text.replace(/[a-z]+/gi, function (word) { counts[word] = (counts[word] || 0) + 1; return word; });
print(Object.keys(counts).sort().map(function (k) { return k + "=" + counts[k]; }).join(" "));
print(checksum(text.replace(/(\w+) (\w+)/g, "$2-$1").toUpperCase()), text.split(/\W+/).length, text.search(/dog 7/));
print("aBc".localeCompare("abd") < 0, "  trim ".trim() + "|", "\u00e4\u20ac".length, encodeURIComponent("\u20ac&"));
print(/^(?:(a+)|(b+))*?c$/.exec("aabbc"), /(\d+)-\1/.test("12-12"), "x,y;z".split(/[,;]/));

// Objects, closures, inheritance, exceptions
function Shape(name) { this.name = name; }
Shape.prototype.area = function () { return 0; };
Shape.prototype.toString = function () { return this.name + ":" + this.area().toFixed(3); };
function Circle(r) { Shape.call(this, "circle"); this.r = r; }
Circle.prototype = Object.create(Shape.prototype);
Circle.prototype.area = function () { return Math.PI * this.r * this.r; };
print(new Circle(2), new Circle(1) instanceof Shape, Object.keys(new Circle(3)));
var counter = (function () { var n = 0; return { next: function () { return ++n; }, get value() { return n; } }; })();
counter.next(); counter.next();
print(counter.value);
function attempt(f) { try { return f(); } catch (e) { return e.name + ": " + e.message; } finally { counter.next(); } }
print(attempt(function () { return undefined_name; }), attempt(function () { null.x; }), attempt(function () { throw new RangeError("r"); }), counter.value);
function deep(n) { return n === 0 ? 0 : 1 + deep(n - 1); }
print(deep(12));
label: for (var a = 0; a < 3; a++) { for (var b = 0; b < 3; b++) { if (b === 1) continue label; print(a, b); } }
switch ("two") { case "one": print(1); case "two": print(2); case "three": print(3); break; default: print("no"); }

// Arrays, sorting, JSON
var seed = 42, list = [];
function random(n) { seed = (seed * 16807) % 2147483647; return seed % n; }
for (i = 0; i < 3000; i++) list.push(random(100000));
list.sort(function (x, y) { return x - y; });
print(list[0], list[1499], list[2999], list.reduce(function (s, x, k) { return (s * 31 + x * k) % 1000003; }, 7));
print([3, 1, 2].concat([5, [6]]).reverse(), [1, 2, 3, 4].splice(1, 2), list.slice(10, 14).indexOf(list[12]));
var data = { a: [1, 2.5, -3e-7, null, true], b: { c: "q\"\n\u0001", d: [] }, e: undefined };
print(JSON.stringify(data), JSON.stringify(data, null, 2).length, JSON.parse(JSON.stringify(data)).b.c === data.b.c);

// Sieve, recursion, floating point
var sieve = [], primes = 0;
for (i = 2; i < 20000; i++) { if (!sieve[i]) { primes++; for (var j = i * i; j < 20000; j += i) sieve[j] = 1; } }
function fib(n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); }
print(primes, fib(20));
var x = 0.5, y = 0;
for (i = 0; i < 5000; i++) { x = 3.7 * x * (1 - x); y += Math.sin(x) * Math.exp(-x); }
print(x.toFixed(10), y.toFixed(10), new Date(0).toISOString(), new Date(2000, 1, 29).getDate());
