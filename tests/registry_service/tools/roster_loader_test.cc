// SPDX-License-Identifier: Apache-2.0
#include "registry_service/tools/roster_loader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "registry_service/tools/cell_finding.h"
#include "tests/support/status_matchers.h"

namespace jiedui::registry {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using v1::RowFinding;
using v1::RowOutcome;

// What the registry is to say about names that begin so.
constexpr char kRefusedNames[] = "R";
constexpr char kWarnedNames[] = "W";
constexpr char kKnownNames[] = "K";

// A registry that creates everyone, but knows K* who are registered or came before, refuses R*, and warns of W*; it
// lists `listed_max` outcomes an answer.
struct FakeRegistry {
  std::map<std::string, v1::Person> persons;  // who is registered, by name

  std::vector<std::vector<std::string>> streams;  // names, in the order sent
  std::vector<bool> dry;                          // of each stream
  size_t listed_max = 10'000;
  size_t rows_taken_max = 1'000'000;  // then a stream ends
  absl::Status end;                   // of every stream
};

class FakeStream final : public PersonStream {
 public:
  explicit FakeStream(FakeRegistry& registry) : registry_(registry) { registry_.streams.emplace_back(); }

  bool Write(const v1::ImportPersonsRequest& request) override {
    std::vector<std::string>& names = registry_.streams.back();
    if (names.empty()) {
      registry_.dry.push_back(request.options().validate_only());
      list_all_ = request.options().list_all_rows();
    }
    if (names.size() == registry_.rows_taken_max) return false;
    names.push_back(request.person().display_name());
    return true;
  }

  absl::StatusOr<v1::BulkSummary> Finish() override {
    if (!registry_.end.ok()) return registry_.end;
    v1::BulkSummary summary;
    int64_t row = 0;
    for (const std::string& name : registry_.streams.back()) Answer(name, ++row, summary);
    summary.set_rows(row);
    return summary;
  }

 private:
  void Answer(const std::string& name, int64_t row, v1::BulkSummary& summary) {
    const bool refused = name.rfind(kRefusedNames, 0) == 0;
    if (!refused) summary.set_created(summary.created() + 1);
    const bool warned = name.rfind(kWarnedNames, 0) == 0;
    if (!refused && !warned && !list_all_) return;
    if (static_cast<size_t>(summary.outcomes_size()) == registry_.listed_max)
      return summary.set_outcomes_omitted(summary.outcomes_omitted() + 1);
    RowOutcome& outcome = *summary.add_outcomes();
    outcome.set_row(row);
    const bool came = registry_.persons.count("persons/" + name) > 0 || !seen_.insert(name).second;
    const bool known = name.rfind(kKnownNames, 0) == 0 && came;
    outcome.set_outcome(refused ? RowOutcome::OUTCOME_REFUSED
                        : known ? RowOutcome::OUTCOME_UPDATED
                                : RowOutcome::OUTCOME_CREATED);
    if (!refused) outcome.set_name("persons/" + name);
    if (!refused && !warned) return;
    *outcome.add_findings() =
        refused ? NewFinding(RowFinding::KIND_REFUSED, {"REFUSED", "拒绝了", "改"}, "person.display_name", name)
                : NewFinding(RowFinding::KIND_WARNED, {"WARNED", "提示了", "看"}, "person.display_name", name);
  }

  FakeRegistry& registry_;
  std::set<std::string> seen_;
  bool list_all_ = false;
};

absl::StatusOr<std::vector<v1::Person>> ReadPersons(const FakeRegistry& registry,
                                                    const std::vector<std::string>& names) {
  std::vector<v1::Person> persons;
  for (const std::string& name : names) {
    const auto found = registry.persons.find(name);
    if (found == registry.persons.end()) return absl::NotFoundError(name);
    persons.push_back(found->second);
  }
  return persons;
}

struct Loaded {
  absl::Status status;
  RosterTally tally;
  std::string error_file;
  int64_t progress = 0;
};

Loaded Load(const std::string& text, FakeRegistry& registry, LoaderOptions options = {}) {
  bool read = false;
  CsvReader reader(',', [&]() -> absl::StatusOr<std::string> { return std::exchange(read, true) ? "" : text; });
  RosterRules rules;
  rules.default_category = v1::PERSON_CATEGORY_DOCTOR;
  const auto columns = ReadHeader(reader, {});
  EXPECT_THAT(columns, IsOk());
  if (columns.ok()) rules.columns = *columns;
  v1::Organization hospital;
  hospital.set_name("organizations/a");
  hospital.set_display_name("甲院");
  rules.organizations.Add(hospital);
  Loaded loaded;
  RosterLoader loader(rules, options,
                      {.open_stream = [&] { return std::make_unique<FakeStream>(registry); },
                       .read_persons = [&](const auto& names) { return ReadPersons(registry, names); },
                       .write_error_file =
                           [&](absl::string_view part) {
                             absl::StrAppend(&loaded.error_file, part);
                             return absl::OkStatus();
                           },
                       .show_progress = [&](int64_t rows) { loaded.progress = rows; }});
  loaded.status = loader.Load(reader);
  loaded.tally = loader.tally();
  return loaded;
}

std::string RosterOf(const std::vector<std::string>& names) {
  std::string text = "姓名,身份证号\n";
  for (const std::string& name : names) absl::StrAppend(&text, name, ",99\n");
  return text;
}

// Lines of an error file below its headers, as far as their names.
std::vector<std::string> NamesIn(const std::string& error_file) {
  std::vector<std::string> names;
  for (size_t line = error_file.find('\n') + 1; line < error_file.size(); line = error_file.find('\n', line) + 1)
    names.push_back(error_file.substr(line + 1, error_file.find('"', line + 1) - line - 1));
  return names;
}

TEST(RosterLoader, SendsSoundRowsAndTellsOfTheOthers) {
  FakeRegistry registry;
  const Loaded loaded = Load(RosterOf({"A", "?", "R1", "W1", "B"}) + ",\n", registry);
  EXPECT_THAT(loaded.status, IsOk());
  EXPECT_THAT(registry.streams, ElementsAre(ElementsAre("A", "R1", "W1", "B")));
  EXPECT_THAT(registry.dry, ElementsAre(false));
  EXPECT_EQ(loaded.tally.rows(), 5);
  EXPECT_EQ(loaded.tally.refused(), 2);
  EXPECT_EQ(loaded.progress, 6);
  EXPECT_THAT(loaded.tally.ToText(), HasSubstr("新建 3, 更新 0, 未变 0, 拒绝 2; 已修正 0, 有提示 1"));
  EXPECT_THAT(loaded.error_file, HasSubstr("\"代码\"\r\n\"?\",\"99\",\"3\",\"姓名\",\"?\","));
  EXPECT_THAT(loaded.error_file, HasSubstr("\"NAME_DAMAGED\"\r\n\"R1\",\"99\",\"4\",\"姓名\",\"R1\",\"拒绝了\""));
  EXPECT_THAT(NamesIn(loaded.error_file), ElementsAre("?", "R1"));
}

TEST(RosterLoader, WritesWarningsOnRequest) {
  FakeRegistry registry;
  EXPECT_THAT(NamesIn(Load(RosterOf({"W1", "A", "R1"}), registry, {.with_warnings = true}).error_file),
              ElementsAre("W1", "R1"));
}

TEST(RosterLoader, AsksForADryRunInEveryStream) {
  FakeRegistry registry{.listed_max = 1};
  EXPECT_THAT(Load("姓名,身份证号\nR1,1\nR2,2\n", registry, {.dry_run = true}).status, IsOk());
  EXPECT_THAT(registry.dry, ElementsAre(true, true));
}

// Row 5,002 is about the person of row 2, whom a real run has stored by then.
TEST(RosterLoader, ADryRunKnowsTheRowsOfEarlierStreams) {
  std::string text = "姓名,身份证号\nA,1\n";
  for (size_t i = 1; i < kRowsPerStreamMax; ++i) absl::StrAppend(&text, "B,", 1000 + i, "\n");
  absl::StrAppend(&text, "A2,1\nC,2\n");
  FakeRegistry registry;
  const Loaded loaded = Load(text, registry, {.dry_run = true});
  EXPECT_THAT(loaded.status, IsOk());
  EXPECT_THAT(registry.streams, ElementsAre(SizeIs(kRowsPerStreamMax), ElementsAre("A", "A2", "C")));
  EXPECT_THAT(registry.dry, ElementsAre(true, true));
  EXPECT_THAT(loaded.tally.ToText(), HasSubstr("共 5002 行: 新建 5002, 更新 0, 未变 0, 拒绝 0"));
  registry.streams.clear();
  EXPECT_THAT(Load(text, registry).status, IsOk());
  EXPECT_THAT(registry.streams, ElementsAre(SizeIs(kRowsPerStreamMax), ElementsAre("A2", "C")));
}

TEST(RosterLoader, OpensNoStreamForNothing) {
  FakeRegistry registry;
  const Loaded loaded = Load(RosterOf({"", "?"}), registry);
  EXPECT_THAT(loaded.status, IsOk());
  EXPECT_THAT(registry.streams, IsEmpty());
  EXPECT_EQ(loaded.tally.refused(), 2);
  EXPECT_EQ(Load("姓名,身份证号\n", registry).tally.rows(), 0);
}

TEST(RosterLoader, SendsLongRostersInStreamsInOrder) {
  std::vector<std::string> names;
  for (size_t i = 0; i < 2 * kRowsPerStreamMax + 7; ++i) names.push_back(absl::StrCat(i % 1000 == 3 ? "R" : "A", i));
  FakeRegistry registry;
  const Loaded loaded = Load(RosterOf(names), registry);
  EXPECT_THAT(loaded.status, IsOk());
  EXPECT_THAT(registry.streams, ElementsAre(SizeIs(kRowsPerStreamMax), SizeIs(kRowsPerStreamMax), SizeIs(7)));
  EXPECT_EQ(registry.streams[1][0], names[kRowsPerStreamMax]);
  EXPECT_EQ(loaded.tally.rows(), static_cast<int64_t>(names.size()));
  EXPECT_EQ(loaded.tally.refused(), 11);
  EXPECT_THAT(NamesIn(loaded.error_file), testing::AllOf(SizeIs(11), testing::Contains("R10003")));
}

TEST(RosterLoader, AsksAgainForWhatAnAnswerLeavesOut) {
  FakeRegistry registry{.listed_max = 2};
  const Loaded loaded = Load(RosterOf({"A", "R1", "W1", "?", "B", "R2", "C", "R3", "R4"}), registry);
  EXPECT_THAT(loaded.status, IsOk());
  EXPECT_THAT(registry.streams,
              ElementsAre(SizeIs(8), SizeIs(6), ElementsAre("R2", "C", "R3", "R4"), ElementsAre("R3", "R4")));
  EXPECT_THAT(NamesIn(loaded.error_file), ElementsAre("R1", "?", "R2", "R3", "R4"));
  EXPECT_THAT(loaded.tally.ToText(), HasSubstr("新建 4, 更新 0, 未变 0, 拒绝 5; 已修正 0, 有提示 1"));
  registry.listed_max = 0;
  EXPECT_THAT(Load(RosterOf({"R1"}), registry).status, StatusIs(absl::StatusCode::kInternal));
}

constexpr char kKnownRoster[] = "姓名,身份证号,工作单位\nA,1,甲院\nK1,2,甲院\nK2,3,甲院\nK1,2,甲院\n";

FakeRegistry RegistryOfTwo() {
  FakeRegistry registry;
  registry.persons["persons/K1"].add_employments()->set_organization("organizations/b");
  registry.persons["persons/K2"].add_employments()->set_organization("organizations/a");
  return registry;
}

TEST(RosterLoader, WarnsOfWhatAnImportCannotDo) {
  FakeRegistry registry = RegistryOfTwo();
  for (const bool dry_run : {false, true}) {
    const Loaded loaded = Load(kKnownRoster, registry, {.dry_run = dry_run, .with_warnings = true});
    EXPECT_THAT(loaded.status, IsOk());
    EXPECT_THAT(NamesIn(loaded.error_file), ElementsAre("K1", "K1"));
    EXPECT_THAT(loaded.error_file, HasSubstr("另有在职单位:organizations/b;名册所填单位:甲院"));
    EXPECT_THAT(loaded.tally.ToText(), testing::ContainsRegex("提示       2  OTHER_EMPLOYER"));
  }
}

TEST(RosterLoader, WhomADryRunWouldCreateIsNotReadBack) {
  FakeRegistry registry = RegistryOfTwo();
  registry.persons.clear();
  EXPECT_THAT(Load(kKnownRoster, registry, {.dry_run = true}).status, IsOk());
}

TEST(RosterLoader, TellsOfRowsThatAreLoadedButCannotBeReadBack) {
  FakeRegistry registry;
  const Loaded loaded = Load(kKnownRoster, registry);
  EXPECT_THAT(loaded.status, StatusIs(absl::StatusCode::kNotFound, HasSubstr("rows 2 to 5 cannot be read")));
  EXPECT_EQ(loaded.tally.rows(), 4);
}

TEST(RosterLoader, StopsWhenTheRegistryFails) {
  FakeRegistry registry{.rows_taken_max = 1, .end = absl::UnavailableError("gone")};
  const Loaded loaded = Load(RosterOf({"A", "B", "C", "D"}), registry);
  EXPECT_THAT(loaded.status,
              StatusIs(absl::StatusCode::kUnavailable, HasSubstr("rows 2 to 3 may be loaded in part: gone")));
  EXPECT_THAT(registry.streams, SizeIs(1));
  EXPECT_EQ(loaded.tally.rows(), 0);
}

TEST(RosterLoader, BelievesNoAnswerForFewerRows) {
  FakeRegistry registry{.rows_taken_max = 1};
  EXPECT_THAT(Load(RosterOf({"A", "B"}), registry).status,
              StatusIs(absl::StatusCode::kInternal, HasSubstr("1 rows of 2")));
}

TEST(RosterLoader, StopsWhenTheFileFails) {
  FakeRegistry registry;
  const Loaded loaded = Load(RosterOf({"A"}) + "B\"B,1\n", registry);
  EXPECT_THAT(loaded.status, StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("row 3:")));
}

}  // namespace
}  // namespace jiedui::registry
