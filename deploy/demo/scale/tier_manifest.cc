// SPDX-License-Identifier: Apache-2.0
#include "deploy/demo/scale/tier_manifest.h"

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "common/base/civil_date.h"
#include "deploy/demo/manifest.h"
#include "deploy/demo/plan.h"

namespace jiedui::demo {
namespace {

constexpr absl::string_view kAllPairings = "pairings/-";
constexpr absl::string_view kSecretarialPersons = "TR.TALENT.PERSONS.SECRETARIAL";
constexpr absl::string_view kTalentPersons = "TR.TALENT.PERSONS";
constexpr absl::string_view kTalentCompleted = "TR.TALENT.COMPLETED";

template <typename Values>
std::string Object(const Values& values, absl::string_view indent) {
  const std::string members = absl::StrJoin(values, ",\n", [indent](std::string* out, const auto& value) {
    absl::StrAppendFormat(out, "%s  \"%s\": %d", indent, value.first, value.second);
  });
  return absl::StrCat("{\n", members, "\n", indent, "}");
}

std::string Report(absl::string_view pairing, absl::CivilDay day, const Figures& figures) {
  return absl::StrFormat("    {\n      \"pairing\": \"%s\",\n      \"as_of\": \"%s\",\n      \"figures\": %s\n    }",
                         pairing, FormatDate(day), Object(figures, "      "));
}

std::string Reports(const Tier& tier, absl::string_view pairing, const std::vector<Figures>& figures) {
  const std::vector<absl::CivilDay> days = TierDays(tier);
  std::vector<std::string> reports;
  for (size_t i = 0; i < days.size(); ++i) reports.push_back(Report(pairing, days[i], figures[i]));
  return absl::StrJoin(reports, ",\n");
}

std::string CrossFoot(const std::map<std::string, std::pair<int64_t, int64_t>>& checks) {
  return absl::StrJoin(checks, ",\n", [](std::string* out, const auto& check) {
    absl::StrAppendFormat(out, "    \"%s\": [%d, %d]", check.first, check.second.first, check.second.second);
  });
}

std::string Manifest(const TierMap& map, absl::string_view pairing, const PairSummary& summary) {
  return absl::StrFormat(
      "{\n  \"tier\": \"%s\",\n  \"seed\": \"%d\",\n  \"pairing\": \"%s\",\n  \"counts\": %s,\n"
      "  \"cross_foot\": {\n%s\n  },\n  \"reports\": [\n%s\n  ]\n}\n",
      map.tier().name, map.seed(), pairing, Object(summary.rows, "  "), CrossFoot(summary.cross_foot),
      Reports(map.tier(), pairing, summary.figures));
}

// Adds value by value; codes that only some have are the sum of those.
void AddFigures(const Figures& figures, Figures& sum) {
  for (const auto& [code, value] : figures) {
    auto known = std::find_if(sum.begin(), sum.end(), [&code = code](const auto& one) { return one.first == code; });
    if (known == sum.end()) known = sum.insert(sum.end(), {code, 0});
    known->second += value;
  }
}

void Subtract(absl::string_view code, int64_t people, Figures& sum) {
  for (auto& [known, value] : sum)
    if (known == code) value -= people;
}

// How often somebody is counted again: the sizes of the sets less that of their union.
class Repeated {
 public:
  void Add(const std::set<uint64_t>& people) {
    for (const uint64_t person : people) again_ += known_.insert(person).second ? 0 : 1;
  }
  int64_t again() const { return again_; }

 private:
  std::set<uint64_t> known_;
  int64_t again_ = 0;
};

}  // namespace

std::vector<absl::CivilDay> TierDays(const Tier& tier) {
  if (tier.years == 1) {
    const int year = tier.first_year;
    return {absl::CivilDay(year, 6, 30), absl::CivilDay(year, 11, 15), absl::CivilDay(year, 12, 5),
            absl::CivilDay(year, 12, 31)};
  }
  std::vector<absl::CivilDay> days;
  days.reserve(static_cast<size_t>(tier.years));
  for (int i = 0; i < tier.years; ++i) days.emplace_back(tier.first_year + i, 12, 31);
  return days;
}

PairSummary Summarize(const TierMap& map, int pair, const PairTally& tally) {
  const std::vector<absl::CivilDay> days = TierDays(map.tier());
  PairSummary summary{.pairing = absl::StrCat("pairings/", map.PairId(pair)),
                      .rows = tally.rows(),
                      .cross_foot = tally.CrossFoot(days.back()),
                      .movers = tally.movers()};
  for (const absl::CivilDay day : days) {
    summary.figures.push_back(tally.FiguresOn(day));
    summary.movers_trained.push_back(tally.MoversTrainedBy(day));
    summary.movers_completed.push_back(tally.MoversCompletedBy(day));
  }
  return summary;
}

PairSummary SummarizeGolden(const TierMap& map) {
  const Dataset dataset = MakeGoldenDataset();
  PairSummary summary{.pairing = std::string(kPairing)};
  for (const auto& [kind, count] : CountRows(dataset)) summary.rows[kind] = count;
  for (const absl::CivilDay day : TierDays(map.tier())) {
    summary.figures.push_back(CountFigures(dataset, FormatDate(day)));
    summary.figures_beside.push_back(CountSent(dataset, kOldPairing, FormatDate(day)));
    summary.movers_trained.emplace_back();
    summary.movers_completed.emplace_back();
  }
  return summary;
}

Figures FiguresOfAll(size_t day, const std::vector<PairSummary>& pairs) {
  Figures sum;
  Repeated trained;
  Repeated completed;
  for (const PairSummary& pair : pairs) {
    AddFigures(pair.figures[day], sum);
    if (!pair.figures_beside.empty()) AddFigures(pair.figures_beside[day], sum);
    trained.Add(pair.movers_trained[day]);
    completed.Add(pair.movers_completed[day]);
  }
  Subtract(kTalentPersons, trained.again(), sum);
  Subtract(kSecretarialPersons, trained.again(), sum);
  Subtract(kTalentCompleted, completed.again(), sum);
  return sum;
}

std::string PairManifest(const TierMap& map, const PairSummary& summary) {
  return Manifest(map, summary.pairing, summary);
}

std::string TierManifest(const TierMap& map, const std::vector<PairSummary>& pairs) {
  PairSummary all;
  Repeated movers;
  for (const PairSummary& pair : pairs) {
    for (const auto& [kind, count] : pair.rows) all.rows[kind] += count;
    for (const auto& [check, values] : pair.cross_foot) {
      all.cross_foot[check].first += values.first;
      all.cross_foot[check].second += values.second;
    }
    movers.Add(pair.movers);
  }
  all.rows["pairs"] = static_cast<int64_t>(pairs.size());
  all.rows["persons_in_two_pairs"] = movers.again();
  all.rows["persons"] -= movers.again();
  for (size_t day = 0; day < TierDays(map.tier()).size(); ++day) all.figures.push_back(FiguresOfAll(day, pairs));
  return Manifest(map, kAllPairings, all);
}

}  // namespace jiedui::demo
