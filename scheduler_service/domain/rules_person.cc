// SPDX-License-Identifier: Apache-2.0
// Rules about who the person is.
#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "scheduler_service/domain/rule.h"
#include "scheduler_service/domain/title.h"

namespace jiedui::scheduler {
namespace {

FindingList Deleted(const Candidate& candidate) {
  if (!candidate.person.has_delete_time()) return {};
  return {{candidate.person.name(), "a deleted person", "one that is not"}};
}

FindingList Restricted(const Candidate& candidate) {
  if (!candidate.person.has_restrict_time()) return {};
  return {{candidate.person.name(), "a person whose data may only be stored", "one who is not restricted"}};
}

FindingList Category(const Candidate& candidate) {
  const auto& required = candidate.item.requirements.categories();
  if (required.empty() || std::find(required.begin(), required.end(), candidate.person.category()) != required.end())
    return {};
  const auto name = [](std::string* out, int value) {
    out->append(registry::v1::PersonCategory_Name(static_cast<registry::v1::PersonCategory>(value)));
  };
  return {{candidate.person.name(), registry::v1::PersonCategory_Name(candidate.person.category()),
           absl::StrJoin(required, " or ", name)}};
}

FindingList TitleLevel(const Candidate& candidate) {
  using registry::v1::TitleLevel_Name;
  const registry::v1::TitleLevel highest = HighestTitleOn(candidate.person, candidate.item.dates.first);
  const auto required = candidate.item.requirements.title_level_min();
  if (highest >= required) return {};
  const std::string found = highest == 0 ? "no title" : TitleLevel_Name(highest);
  return {{candidate.person.name(), absl::StrCat(found, " on ", candidate.item.dates.first),
           absl::StrCat(TitleLevel_Name(required), " or higher")}};
}

FindingList Specialty(const Candidate& candidate) {
  const auto& required = candidate.item.requirements.specialties();
  const std::string& found = candidate.person.specialty();
  if (required.empty() || std::find(required.begin(), required.end(), found) != required.end()) return {};
  return {{candidate.person.name(), found.empty() ? "no specialty" : found, absl::StrJoin(required, " or ")}};
}

// Full years between two civil dates, of which the strings compare month and day.
int YearsBetween(const std::string& birth, const std::string& day) {
  const int years = static_cast<int>(ParseDate(day)->year() - ParseDate(birth)->year());
  return birth.substr(4) <= day.substr(4) ? years : years - 1;
}

FindingList Age(const Candidate& candidate) {
  const v1::Requirements& asked = candidate.item.requirements;
  if (asked.age_min() == 0 && asked.age_max() == 0) return {};
  const std::string required = asked.age_max() == 0   ? absl::StrCat(asked.age_min(), " or older")
                               : asked.age_min() == 0 ? absl::StrCat(asked.age_max(), " or younger")
                                                      : absl::StrCat(asked.age_min(), " to ", asked.age_max());
  if (!ParseDate(candidate.person.birth_date()).has_value())
    return {{candidate.person.name(), "no birth date", required, "enter it in the registry"}};
  const int years = YearsBetween(candidate.person.birth_date(), candidate.item.dates.first);
  if (years >= asked.age_min() && (asked.age_max() == 0 || years <= asked.age_max())) return {};
  return {{candidate.person.name(), absl::StrCat(years, " years on ", candidate.item.dates.first), required}};
}

}  // namespace

const std::vector<Rule>& RulesOfPerson() {
  static const auto& rules = *new std::vector<Rule>{
      {"PERSON_DELETED", "the registry has not deleted the person", kRefuse, Deleted},
      {"PERSON_RESTRICTED", "the person's data may be used", kRefuse, Restricted, "个人信息保护法 article 47"},
      {"CATEGORY", "the person's category is one of the item's", kRefuse, Category},
      {"TITLE_LEVEL", "the highest title on the first day is at least the item's", kRefuse, TitleLevel},
      {"SPECIALTY", "the person's specialty is one of the item's", kRefuse, Specialty},
      {"AGE", "full years of age on the first day lie within the item's", kRefuse, Age},
  };
  return rules;
}

}  // namespace jiedui::scheduler
