-- Work for Lua's interpreter: calls, numbers, tables, strings, sorting, closures, method calls.

local function fib(n) if n < 2 then return n end return fib(n - 1) + fib(n - 2) end
print(fib(30))

local sieve, primes = {}, 0
for i = 2, 1000000 do
  if not sieve[i] then
    primes = primes + 1
    for j = i * i, 1000000, i do sieve[j] = true end
  end
end
print(primes)

local seed = 42
local function random(n) seed = (seed * 1103515245 + 12345) & 0x7fffffff return (seed >> 8) % n end
local list = {}
for i = 1, 150000 do list[i] = random(1000000) end
table.sort(list, function(a, b) return a > b end)
local hash = 0
for i, v in ipairs(list) do hash = (hash * 31 + v * i) & 0xffffffffffff end
print(hash)

local n, sum = 120, 0.0
local a, b = {}, {}
for i = 1, n do
  a[i], b[i] = {}, {}
  for j = 1, n do a[i][j], b[i][j] = i / j, j - i * 0.5 end
end
for i = 1, n do
  local row = a[i]
  for j = 1, n do
    local s = 0.0
    for k = 1, n do s = s + row[k] * b[k][j] end
    sum = sum + s
  end
end
print(string.format("%.6f", sum))

local Account = {}
Account.__index = Account
function Account.new() return setmetatable({ balance = 0 }, Account) end
function Account:deposit(v) self.balance = self.balance + v end
local account = Account.new()
for i = 1, 3000000 do account:deposit(i & 7) end
print(account.balance)

local parts = {}
for i = 1, 80000 do parts[#parts + 1] = string.format("%d:%s", i, ("x"):rep(i % 7)) end
local text = table.concat(parts, ",")
local count, length = 0, 0
for number, xs in text:gmatch("(%d+):(x*)") do count, length = count + tonumber(number), length + #xs end
print(#text, count, length, (text:gsub("x+", "y")):len())
