// SPDX-License-Identifier: Apache-2.0
// Filters over persons: what is refused is refused in words that fit a status; what is accepted is evaluated, obeys
// NOT, AND, OR and parentheses, and keeps the promise of RequiredText.
#include <array>
#include <functional>
#include <optional>

#include "absl/strings/str_cat.h"
#include "common/base/text.h"
#include "common/rpc/filter.h"
#include "google/protobuf/text_format.h"
#include "jiedui/registry/v1/person.pb.h"
#include "tests/fuzz/property.h"

namespace jiedui::fuzz {
namespace {

using registry::v1::Person;
using rpc::Filter;

constexpr size_t kMessageBytesMax = 4000;  // of gRPC's 8 KiB of metadata, twice: as message and as detail

Person PersonOf(const char* text) {
  Person person;
  Require(google::protobuf::TextFormat::ParseFromString(text, &person), "a person of this file is well formed");
  return person;
}

const std::array<Person, 3>& People() {
  static const auto* const people = new std::array<Person, 3>{
      Person(), PersonOf(R"(name: "persons/p-1" display_name: "沈丹" aliases: "丹丹" aliases: "A \"b\"" sex: SEX_FEMALE
                            birth_date: "1990-08-24" category: PERSON_CATEGORY_TEACHER roles: ROLE_EXCHANGE
                            private_fields { mobile: "154****5678" }
                            employments { organization: "organizations/school" start_date: "2015-07-01" }
                            employments { organization: "organizations/x" position: "副校长" }
                            licences { kind: KIND_TEACHER number: "T-77" scopes: "语文" scopes: "数学" }
                            create_time { seconds: 1636963200 nanos: 500000000 })"),
      PersonOf(R"(name: "persons/p-2" display_name: "阿依·古丽" ethnicity: "维吾尔" specialty: "*\\"
                  employments { organization: "Å" } create_time { seconds: -62135596800 })")};
  return *people;
}

absl::StatusOr<Filter> Parsed(absl::string_view text) { return Filter::Parse(text, *Person::descriptor()); }

void CheckRefusal(const absl::Status& status) {
  Require(absl::IsInvalidArgument(status), "a refusal is INVALID_ARGUMENT");
  Require(IsValidUtf8(status.message()) && status.message().size() <= kMessageBytesMax, "a refusal fits a status");
}

// `make` is given the filter in parentheses; the limits of depth, length and restrictions may refuse what it makes.
template <typename Make, typename Holds>
void CheckCombined(const Filter& filter, const std::string& text, const Make& make, const Holds& holds) {
  const absl::StatusOr<Filter> combined = Parsed(make(absl::StrCat("(", text, ")")));
  if (!combined.ok()) return CheckRefusal(combined.status());
  for (const Person& person : People())
    Require(combined->Matches(person) == holds(filter.Matches(person)), "NOT, AND, OR and () mean what they say");
}

bool IsEmployedBy(const Person& person, const std::string& organization) {
  for (const auto& employment : person.employments())
    if (employment.organization() == organization) return true;
  return false;
}

void CheckRequiredText(const Filter& filter, const std::string& text) {
  const std::optional<std::string> required = rpc::RequiredText(text, "employments.organization");
  if (!required.has_value()) return;
  for (const Person& person : People())
    Require(!filter.Matches(person) || IsEmployedBy(person, *required), "whoever matches has the required text");
}

void CheckAccepted(const Filter& filter, const std::string& text) {
  const auto same = [](bool holds) { return holds; };
  CheckCombined(
      filter, text, [](const auto& one) { return one; }, same);
  CheckCombined(
      filter, text, [](const auto& one) { return absl::StrCat("NOT ", one); }, std::logical_not<>());
  CheckCombined(
      filter, text, [](const auto& one) { return absl::StrCat(one, " ", one); }, same);
  CheckCombined(
      filter, text, [](const auto& one) { return absl::StrCat("-", one, " OR ", one); }, [](bool) { return true; });
  CheckCombined(
      filter, text, [](const auto& one) { return absl::StrCat("-", one, " AND ", one); }, [](bool) { return false; });
  CheckRequiredText(filter, text);
}

}  // namespace
}  // namespace jiedui::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string text(jiedui::fuzz::BytesOf(data, size));
  const absl::StatusOr<jiedui::rpc::Filter> filter = jiedui::fuzz::Parsed(text);
  if (!filter.ok()) {
    jiedui::fuzz::CheckRefusal(filter.status());
    return 0;
  }
  jiedui::fuzz::Require(jiedui::IsValidUtf8(text), "an accepted filter is valid UTF-8");
  if (!filter->matches_everything()) jiedui::fuzz::CheckAccepted(*filter, text);
  return 0;
}
