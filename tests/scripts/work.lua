-- Work for an interpreter whose results can be compared: every line is the same on every correct build.

local function checksum(s)
  local h = 5381
  for i = 1, #s do h = ((h << 5) + h + s:byte(i)) & 0xffffffff end
  return string.format("%08x", h)
end

-- Integers, floats and their borders
print(math.maxinteger + 1 == math.mininteger, math.mininteger // -1, -7 // 2, -7 % 3, 7 % -3, -7.5 // 2, 5.3 % -2)
print(1e15, 2^53, 1/3, 0.1 + 0.2, 1e100, -0.0, 100 // 1e-3, 3 | 4, ~0, 1 << 63, 1 << 64, -1 >> 60)
print(string.format("%.14g %a %q %5.2f|%-8d|%+d|%x", 2^0.5, 1/3, 1/3, math.pi, 42, 7, 255))
print(tonumber("0x1p4"), tonumber("1e1"), tonumber("10", 2), tonumber("zz", 36), math.tointeger(3.0), 7 // 0.0)

-- Strings and patterns
local text = string.rep("The quick brown fox jumps over the lazy dog. ", 200)
local counts = {}
for word in text:gmatch("%a+") do counts[word:lower()] = (counts[word:lower()] or 0) + 1 end
local words = {}
for word, n in pairs(counts) do words[#words + 1] = word .. "=" .. n end
table.sort(words)
print(table.concat(words, " "))
print(text:gsub("(%w+) (%w+)", "%2 %1"):sub(1, 40), text:find("lazy", 1, true), ("x"):rep(5, ","))
print(string.pack("<i4 d s1", -2, 1.5, "abc"):byte(1, -1))
print(utf8.char(228, 8364, 128512), utf8.len("äöü€"), #"äöü€")

-- Tables, sorting, closures
local seed = 42
local function random(n) seed = (seed * 1103515245 + 12345) & 0x7fffffff; return seed % n end
local list = {}
for i = 1, 20000 do list[i] = random(1000000) end
table.sort(list, function(a, b) return a > b end)
local sum = 0
for i, v in ipairs(list) do sum = (sum * 31 + v * i) & 0xffffffffffff end
print(#list, list[1], list[#list], sum)
local function compose(...)
  local fs = { ... }
  return function(x) for i = #fs, 1, -1 do x = fs[i](x) end; return x end
end
print(compose(function(x) return x + 1 end, function(x) return x * 2 end)(20))

-- Sieve, matrices, recursion
local sieve, primes = {}, 0
for i = 2, 50000 do
  if not sieve[i] then primes = primes + 1; for j = i * i, 50000, i do sieve[j] = true end end
end
print(primes)
local function fib(n) if n < 2 then return n end; return fib(n - 1) + fib(n - 2) end
print(fib(24))
local function ack(m, n)
  if m == 0 then return n + 1 elseif n == 0 then return ack(m - 1, 1) end
  return ack(m - 1, ack(m, n - 1))
end
print(ack(2, 60))
local x, y = 0.5, 0.0
for i = 1, 20000 do x, y = 3.7 * x * (1 - x), y + math.sin(x) * math.exp(-x) end
print(string.format("%.10f %.10f", x, y))

-- Metatables, coroutines, errors, goto
local V = {}
V.__index = V
V.__add = function(a, b) return setmetatable({ n = a.n + b.n }, V) end
V.__lt = function(a, b) return a.n < b.n end
V.__tostring = function(a) return "V" .. a.n end
V.__close = function(a) io.write("closed ", a.n, "\n") end
local function v(n) return setmetatable({ n = n }, V) end
print(tostring(v(1) + v(2)), v(1) < v(2))
do local c <close> = v(9) end
local co = coroutine.wrap(function() for i = 1, 5 do coroutine.yield(i * i) end; error({ code = 7 }) end)
for _ = 1, 5 do io.write(co(), " ") end
print(select(2, pcall(co)).code, pcall(error, "plain", 0), select("#", table.unpack({}, 1, 200)))
print(pcall(function() local t = nil; return t.x end))
print(select(2, xpcall(function() error("deep") end, function(m) return "handled " .. m:gsub("^.-:%d+: ", "") end)))
local function overflow() return 1 + overflow() end
print((select(2, pcall(overflow))):match("stack overflow"))
for i = 1, 3 do
  for j = 1, 3 do if j == 2 then goto continue end; io.write(i, j, " ") ::continue:: end
end
print()

-- The collector, while tables come and go
local weak = setmetatable({}, { __mode = "k" })
for i = 1, 5000 do weak[{}] = i; local t = {}; for j = 1, 10 do t[j] = { tostring(j) } end end
collectgarbage()
print(next(weak), collectgarbage("count") < 20000)
print(checksum(string.dump(function() return 1 end):sub(1, 4)), load("return 2 + 3")(), #arg)
