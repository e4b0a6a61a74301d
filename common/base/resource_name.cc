// SPDX-License-Identifier: Apache-2.0
#include "common/base/resource_name.h"

#include <algorithm>
#include <cstdint>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "common/base/digest.h"

namespace jiedui {
namespace {

constexpr size_t kIdBytesMax = 63;
constexpr int kTimeCharacters = 10;
constexpr int kRandomCharacters = 10;
// Base 32 in ASCII order, so that text sorts as the number does; without i, l, o, u, which are misread.
constexpr absl::string_view kDigits = "0123456789abcdefghjkmnpqrstvwxyz";

// Random bytes of a thread, fetched many at a time: each fetch is a system call.
class RandomPool {
 public:
  unsigned char Next() {
    if (used_ == bytes_.size()) {
      bytes_ = RandomBytes(kPoolBytes);
      used_ = 0;
    }
    return static_cast<unsigned char>(bytes_[used_++]);
  }

 private:
  static constexpr int kPoolBytes = 256;
  std::string bytes_;
  size_t used_ = 0;
};

bool IsLowerLetter(char c) { return c >= 'a' && c <= 'z'; }
bool IsLowerOrDigit(char c) { return IsLowerLetter(c) || absl::ascii_isdigit(static_cast<unsigned char>(c)); }

// The text up to the next separator, which is removed from `rest` together with it.
absl::string_view NextPart(absl::string_view& rest, char separator) {
  const size_t end = rest.find(separator);
  const absl::string_view part = rest.substr(0, end);
  rest = end == absl::string_view::npos ? absl::string_view() : rest.substr(end + 1);
  return part;
}

bool MatchesOne(absl::string_view name, absl::string_view pattern) {
  if (std::count(name.begin(), name.end(), '/') != std::count(pattern.begin(), pattern.end(), '/')) return false;
  while (!pattern.empty()) {
    const absl::string_view wanted = NextPart(pattern, '/');
    const absl::string_view part = NextPart(name, '/');
    if (wanted == "*" ? !IsResourceId(part) : wanted != part) return false;
  }
  return name.empty();
}

}  // namespace

bool IsResourceId(absl::string_view id) {
  if (id.empty() || id.size() > kIdBytesMax) return false;
  if (!IsLowerLetter(id.front()) || id.back() == '-') return false;
  return std::all_of(id.begin(), id.end(), [](char c) { return IsLowerOrDigit(c) || c == '-'; });
}

bool MatchesPattern(absl::string_view name, absl::string_view pattern) {
  if (name.empty()) return false;
  while (!pattern.empty())
    if (MatchesOne(name, NextPart(pattern, '|'))) return true;
  return false;
}

std::vector<absl::string_view> ResourceIds(absl::string_view name) {
  std::vector<absl::string_view> ids;
  bool is_id = false;
  for (const absl::string_view part : absl::StrSplit(name, '/')) {
    if (is_id) ids.push_back(part);
    is_id = !is_id;
  }
  return ids;
}

absl::string_view ParentName(absl::string_view name) {
  const size_t id = name.rfind('/');
  if (id == absl::string_view::npos || id == 0) return {};
  const size_t collection = name.rfind('/', id - 1);
  return collection == absl::string_view::npos ? absl::string_view() : name.substr(0, collection);
}

std::string NewResourceId(absl::string_view prefix, absl::Time now) {
  uint64_t milliseconds = static_cast<uint64_t>(std::max<int64_t>(0, absl::ToUnixMillis(now)));
  std::string time(kTimeCharacters, '0');
  for (auto digit = time.rbegin(); digit != time.rend(); ++digit, milliseconds /= 32)
    *digit = kDigits[milliseconds % 32];
  thread_local RandomPool pool;
  std::string random(kRandomCharacters, '0');
  for (char& c : random) c = kDigits[pool.Next() % 32];
  return absl::StrCat(prefix, time, random);
}

}  // namespace jiedui
