// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/instance_text.h"

#include <algorithm>
#include <limits>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/base/status_macros.h"
#include "scheduler_service/planning/arrays.h"
#include "scheduler_service/planning/text_lines.h"

namespace jiedui::planning {
namespace {

constexpr absl::string_view kFirstWord = "jiedui-planning";
constexpr int64_t kVersion = 1;
constexpr int64_t kInt32Max = std::numeric_limits<int32_t>::max();

class Parser {
 public:
  absl::StatusOr<Instance> Parse(absl::string_view text) && {
    const std::vector<TextLine> lines = SplitIntoLines(text, "#");
    if (lines.empty()) return absl::InvalidArgumentError("line 1, column 1: must begin with jiedui-planning 1");
    RETURN_IF_ERROR(ReadFirst(lines.front()));
    for (size_t k = 1; k < lines.size(); ++k) RETURN_IF_ERROR(Read(lines[k]));
    for (Level& level : instance_.levels)
      if (!level.periods.empty()) level.periods.of_item.resize(instance_.items.size(), kNoPeriod);
    Close(instance_.pair_begin, instance_.pair_item.size());
    Close(instance_.group_begin, instance_.group.size());
    Close(instance_.busy_begin, instance_.busy.size());
    Close(instance_.completed_begin, instance_.completed.size());
    for (auto* list : {&instance_.pinned, &instance_.forbidden, &instance_.base}) std::sort(list->begin(), list->end());
    RETURN_IF_ERROR(CheckInstance(instance_));
    return std::move(instance_);
  }

 private:
  static absl::Status ReadFirst(const TextLine& line) {
    if (line.keyword() != kFirstWord) return line.Error(0, "must begin with jiedui-planning 1");
    ASSIGN_OR_RETURN(const std::vector<int64_t> version, line.Numbers(1, 1));
    return version[0] == kVersion ? absl::OkStatus() : line.Error(1, "this version is not known, only 1");
  }

  // The people after the last one that a line named have nothing.
  void Close(std::vector<int32_t>& begin, size_t size) const {
    if (!begin.empty()) begin.resize(At(instance_.people) + 1, Size(size));
  }

  // Every number but a pair's values fits 32 bits.
  absl::Status ReadNumbers(const TextLine& line, size_t least, size_t most) {
    ASSIGN_OR_RETURN(const std::vector<int64_t> numbers, line.Numbers(least, most));
    numbers_.clear();
    for (size_t k = 0; k < numbers.size(); ++k) {
      if (numbers[k] < -kInt32Max || numbers[k] > kInt32Max) return line.Error(k + 1, "is too large");
      numbers_.push_back(static_cast<int32_t>(numbers[k]));
    }
    return absl::OkStatus();
  }

  absl::Status Read(const TextLine& line) {
    const absl::string_view word = line.keyword();
    if (word == "people") return ReadPeople(line);
    if (word == "items_per_person_max") return ReadOne(line, instance_.items_per_person_max);
    if (word == "travel_buffer_days") return ReadOne(line, instance_.travel_buffer_days);
    if (word == "groups") return ReadOne(line, instance_.groups);
    if (word == "level") return ReadLevel(line);
    if (word == "pair") return ReadPair(line);
    if (word == "exclusion") return ReadExclusion(line);
    if (word == "member") return ReadListed(line, instance_.group_begin, instance_.group);
    if (word == "completed") return ReadListed(line, instance_.completed_begin, instance_.completed);
    if (word == "busy") return ReadBusy(line);
    if (word == "days") return ReadDays(line);
    if (word == "cover") return ReadCover(line);
    if (word == "pinned") return ReadPairOf(line, instance_.pinned);
    if (word == "forbidden") return ReadPairOf(line, instance_.forbidden);
    if (word == "base") return ReadPairOf(line, instance_.base);
    return ReadRecord(line);
  }

  absl::Status ReadRecord(const TextLine& line) {
    const absl::string_view word = line.keyword();
    const size_t count = NumbersOf(word);
    if (count == 0) return line.Error(0, absl::StrCat(word, " is no keyword"));
    RETURN_IF_ERROR(ReadNumbers(line, count, count));
    const std::vector<int32_t>& n = numbers_;
    if (word == "item") instance_.items.push_back({.days = {n[0], n[1]}, .seats = n[2], .seats_min = n[3]});
    if (word == "quota") instance_.quotas.push_back({.item = n[0], .group = n[1], .floor = n[2], .ceiling = n[3]});
    if (word == "prerequisite") instance_.prerequisites.push_back({.item = n[0], .before = n[1]});
    const bool is_of_level = word == "fair" || word == "period" || word == "spread";
    return is_of_level ? ReadEvenness(line) : absl::OkStatus();
  }

  // How many numbers follow the keyword; 0: it is none.
  static size_t NumbersOf(absl::string_view word) {
    if (word == "item" || word == "quota") return 4;
    if (word == "spread") return 3;
    return word == "prerequisite" || word == "fair" || word == "period" ? 2 : 0;
  }

  absl::Status ReadCover(const TextLine& line) {
    RETURN_IF_ERROR(ReadNumbers(line, 2, 4));
    if (numbers_.size() == 3) return line.Error(3, "the last day is missing");
    HomeCover& cover = instance_.home_covers.emplace_back(HomeCover{.group = numbers_[0], .away_max = numbers_[1]});
    if (numbers_.size() == 4) cover.days = {numbers_[2], numbers_[3]};
    return absl::OkStatus();
  }

  absl::Status ReadEvenness(const TextLine& line) {
    if (numbers_[0] < 0 || numbers_[0] >= Size(instance_.levels.size())) return line.Error(1, "must be a level above");
    Level& level = instance_.levels[At(numbers_[0])];
    if (line.keyword() == "fair") level.fair_groups.push_back(numbers_[1]);
    if (line.keyword() == "period") level.periods.taken.push_back(numbers_[1]);
    return line.keyword() == "spread" ? ReadSpread(line, level.periods) : absl::OkStatus();
  }

  absl::Status ReadSpread(const TextLine& line, Periods& periods) const {
    if (periods.empty()) return line.Error(1, "must be a level with a period above");
    if (numbers_[1] < 0 || numbers_[1] >= Size(instance_.items.size())) return line.Error(2, "must be an item above");
    periods.of_item.resize(instance_.items.size(), kNoPeriod);
    int32_t& period = periods.of_item[At(numbers_[1])];
    if (period != kNoPeriod) return line.Error(2, absl::StrCat("is in period ", period, " of the level already"));
    if (numbers_[2] < 0 || numbers_[2] >= Size(periods.taken.size()))
      return line.Error(3, absl::StrCat("must be a period above: 0 to ", periods.taken.size() - 1));
    period = numbers_[2];
    return absl::OkStatus();
  }

  absl::Status ReadOne(const TextLine& line, int32_t& number) {
    RETURN_IF_ERROR(ReadNumbers(line, 1, 1));
    number = numbers_[0];
    return absl::OkStatus();
  }

  absl::Status ReadPeople(const TextLine& line) {
    if (instance_.people > 0) return line.Error(0, "is there a second time");
    RETURN_IF_ERROR(ReadOne(line, instance_.people));
    if (instance_.people < 0 || instance_.people > kPeopleMax)
      return line.Error(1, absl::StrCat("must be 0 to ", kPeopleMax));
    return absl::OkStatus();
  }

  absl::Status ReadLevel(const TextLine& line) {
    if (line.rest.empty()) return line.Error(1, "a level has a name");
    if (instance_.pairs() > 0) return line.Error(0, "levels come before pairs");
    if (Size(instance_.levels.size()) == kLevelsMax)
      return line.Error(0, absl::StrCat("at most ", kLevelsMax, " levels"));
    instance_.levels.push_back({.name = std::string(line.rest), .value = {}});
    return absl::OkStatus();
  }

  // Opens the list of the line's person; the people of a kind of line do not fall.
  absl::Status BeginPerson(const TextLine& line, int64_t person, std::vector<int32_t>& begin, size_t size) {
    if (person < 0 || person >= instance_.people)
      return line.Error(1, absl::StrCat("must be a person: 0 to ", instance_.people - 1));
    if (begin.size() > static_cast<size_t>(person) + 1) return line.Error(1, "people must not fall from line to line");
    begin.resize(static_cast<size_t>(person) + 1, Size(size));
    return absl::OkStatus();
  }

  absl::Status ReadPair(const TextLine& line) {
    const size_t count = 2 + instance_.levels.size();
    ASSIGN_OR_RETURN(const std::vector<int64_t> numbers, line.Numbers(count, count));
    RETURN_IF_ERROR(BeginPerson(line, numbers[0], instance_.pair_begin, instance_.pair_item.size()));
    if (numbers[1] < 0 || numbers[1] >= Size(instance_.items.size())) return line.Error(2, "must be an item above");
    if (instance_.pairs() == kPairsMax) return line.Error(0, absl::StrCat("at most ", kPairsMax, " pairs"));
    instance_.pair_item.push_back(static_cast<int32_t>(numbers[1]));
    for (size_t l = 0; l < instance_.levels.size(); ++l) instance_.levels[l].value.push_back(numbers[l + 2]);
    return absl::OkStatus();
  }

  absl::Status ReadListed(const TextLine& line, std::vector<int32_t>& begin, std::vector<int32_t>& list) {
    RETURN_IF_ERROR(ReadNumbers(line, 2, 2));
    RETURN_IF_ERROR(BeginPerson(line, numbers_[0], begin, list.size()));
    list.push_back(numbers_[1]);
    return absl::OkStatus();
  }

  absl::Status ReadBusy(const TextLine& line) {
    RETURN_IF_ERROR(ReadNumbers(line, 4, 4));
    RETURN_IF_ERROR(BeginPerson(line, numbers_[0], instance_.busy_begin, instance_.busy.size()));
    if (numbers_[3] != 0 && numbers_[3] != 1) return line.Error(4, "must be 0 or 1");
    instance_.busy.push_back({.days = {numbers_[1], numbers_[2]}, .away = numbers_[3] == 1});
    return absl::OkStatus();
  }

  absl::Status ReadDays(const TextLine& line) {
    RETURN_IF_ERROR(ReadNumbers(line, 2, 2));
    if (numbers_[0] < 0 || numbers_[0] >= instance_.people) return line.Error(1, "must be a person");
    instance_.days_per_person.resize(At(instance_.people), kNoLimit);
    instance_.days_per_person[At(numbers_[0])] = numbers_[1];
    return absl::OkStatus();
  }

  absl::Status ReadExclusion(const TextLine& line) {
    RETURN_IF_ERROR(ReadNumbers(line, 2, kItemsMax));
    instance_.exclusions.push_back(numbers_);
    return absl::OkStatus();
  }

  // A pair by its person and item.
  absl::Status ReadPairOf(const TextLine& line, std::vector<int32_t>& list) {
    RETURN_IF_ERROR(ReadNumbers(line, 2, 2));
    const int32_t person = numbers_[0];
    const std::vector<int32_t>& begin = instance_.pair_begin;
    if (person < 0 || person >= Size(begin.size())) return line.Error(1, "must be a person with pairs above");
    const auto first = instance_.pair_item.begin() + begin[At(person)];
    const auto last = person + 1 < Size(begin.size()) ? instance_.pair_item.begin() + begin[At(person) + 1]
                                                      : instance_.pair_item.end();
    const auto place = std::find(first, last, numbers_[1]);
    if (place == last) return line.Error(2, "must be an item of a pair of this person above");
    list.push_back(static_cast<int32_t>(place - instance_.pair_item.begin()));
    return absl::OkStatus();
  }

  Instance instance_;
  std::vector<int32_t> numbers_;  // of the line at hand
};

// Calls with each person and index of what belongs to them.
template <typename Visit>
void ForEachOf(const std::vector<int32_t>& begin, Visit visit) {
  for (size_t person = 0; person + 1 < begin.size(); ++person)
    for (int32_t k = begin[person]; k < begin[person + 1]; ++k) visit(person, At(k));
}

void WritePairs(const Instance& instance, std::string& text) {
  ForEachOf(instance.pair_begin, [&](size_t person, size_t pair) {
    absl::StrAppend(&text, "pair ", person, " ", instance.pair_item[pair]);
    for (const Level& level : instance.levels) absl::StrAppend(&text, " ", level.value[pair]);
    text += '\n';
  });
  const auto write = [&](absl::string_view word, const std::vector<int32_t>& list) {
    for (const int32_t pair : list)
      absl::StrAppend(&text, word, " ", PersonOfPair(instance, pair), " ", instance.pair_item[At(pair)], "\n");
  };
  write("pinned", instance.pinned);
  write("forbidden", instance.forbidden);
  write("base", instance.base);
}

void WritePeople(const Instance& instance, std::string& text) {
  ForEachOf(instance.group_begin,
            [&](size_t person, size_t k) { absl::StrAppend(&text, "member ", person, " ", instance.group[k], "\n"); });
  ForEachOf(instance.busy_begin, [&](size_t person, size_t k) {
    const Busy& busy = instance.busy[k];
    absl::StrAppend(&text, "busy ", person, " ", busy.days.first, " ", busy.days.last, " ", busy.away ? 1 : 0, "\n");
  });
  ForEachOf(instance.completed_begin, [&](size_t person, size_t k) {
    absl::StrAppend(&text, "completed ", person, " ", instance.completed[k], "\n");
  });
  for (size_t person = 0; person < instance.days_per_person.size(); ++person)
    if (instance.days_per_person[person] != kNoLimit)
      absl::StrAppend(&text, "days ", person, " ", instance.days_per_person[person], "\n");
}

void WriteRules(const Instance& instance, std::string& text) {
  for (const Quota& quota : instance.quotas)
    absl::StrAppend(&text, "quota ", quota.item, " ", quota.group, " ", quota.floor, " ", quota.ceiling, "\n");
  for (const Prerequisite& rule : instance.prerequisites)
    absl::StrAppend(&text, "prerequisite ", rule.item, " ", rule.before, "\n");
  for (const std::vector<int32_t>& items : instance.exclusions) {
    text += "exclusion";
    for (const int32_t item : items) absl::StrAppend(&text, " ", item);
    text += '\n';
  }
  for (const HomeCover& cover : instance.home_covers)
    absl::StrAppend(&text, "cover ", cover.group, " ", cover.away_max,
                    cover.days == kEveryDay ? "" : absl::StrCat(" ", cover.days.first, " ", cover.days.last), "\n");
}

void WritePeriods(const Instance& instance, std::string& text) {
  for (size_t l = 0; l < instance.levels.size(); ++l) {
    const Periods& periods = instance.levels[l].periods;
    for (const int32_t taken : periods.taken) absl::StrAppend(&text, "period ", l, " ", taken, "\n");
    for (size_t j = 0; j < periods.of_item.size(); ++j)
      if (periods.of_item[j] != kNoPeriod) absl::StrAppend(&text, "spread ", l, " ", j, " ", periods.of_item[j], "\n");
  }
}

}  // namespace

absl::StatusOr<Instance> ParseInstance(absl::string_view text) { return Parser().Parse(text); }

std::string WriteInstance(const Instance& instance) {
  std::string text = absl::StrCat(kFirstWord, " ", kVersion, "\npeople ", instance.people, "\n");
  absl::StrAppend(&text, "items_per_person_max ", instance.items_per_person_max, "\n");
  absl::StrAppend(&text, "travel_buffer_days ", instance.travel_buffer_days, "\ngroups ", instance.groups, "\n");
  for (const Level& level : instance.levels) absl::StrAppend(&text, "level ", level.name, "\n");
  for (size_t l = 0; l < instance.levels.size(); ++l)
    for (const int32_t group : instance.levels[l].fair_groups) absl::StrAppend(&text, "fair ", l, " ", group, "\n");
  for (const Item& item : instance.items)
    absl::StrAppend(&text, "item ", item.days.first, " ", item.days.last, " ", item.seats, " ", item.seats_min, "\n");
  WritePeriods(instance, text);
  WritePeople(instance, text);
  WritePairs(instance, text);
  WriteRules(instance, text);
  return text;
}

}  // namespace jiedui::planning
