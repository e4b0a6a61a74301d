// SPDX-License-Identifier: Apache-2.0
// The rosters by themselves, and through the shipped jiedui-roster into a shipped registry: it finds what is in them,
// all of it and nothing else.
#include "deploy/demo/roster/rosters.h"

#include <gmock/gmock.h>
#include <grpcpp/grpcpp.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <map>

#include "absl/strings/str_split.h"
#include "deploy/demo/organizations.h"
#include "deploy/demo/rpc_client.h"
#include "google/protobuf/struct.pb.h"
#include "google/protobuf/util/json_util.h"
#include "registry_service/tools/csv_reader.h"
#include "tests/support/held_port.h"
#include "tests/support/process.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temp_dir.h"

namespace jiedui::demo {
namespace {

constexpr RosterSettings kMuchIsWrong = {.seed = 20'211'115, .people = 60, .defect_times = 25};

TEST(MakeRosters, HasEveryDefectAndAddsUp) {
  std::map<std::string, int> codes;
  for (const Roster& roster : MakeRosters(kMuchIsWrong)) {
    EXPECT_EQ(roster.rows, roster.created + roster.unchanged + roster.refused) << roster.file;
    EXPECT_GE(roster.rows, 60);
    for (const ExpectedFinding& finding : roster.findings) ++codes[finding.code];
  }
  for (const char* code : {"ID_CHECK_CHARACTER", "ID_TRUNCATED", "ID_ENDS_IN_000", "ID_15_DIGITS", "ID_LOWER_CASE_X",
                           "ID_FORM", "NAME_BLANKS", "NAME_MIDDLE_DOT", "NAME_DAMAGED", "NAME_MISMATCH",
                           "PRIVATE_USE_CHARACTER", "BIRTH_DATE_DIFFERS", "SEX_DIFFERS", "INVALID_FIELD"})
    EXPECT_GT(codes[code], 0) << code;
}

TEST(MakeRosters, AreTheSameEveryTime) {
  const std::vector<Roster> once = MakeRosters(kMuchIsWrong);
  const std::vector<Roster> again = MakeRosters(kMuchIsWrong);
  ASSERT_EQ(once.size(), 31u);
  for (size_t i = 0; i < once.size(); ++i) {
    EXPECT_TRUE(once[i].bytes == again[i].bytes) << once[i].file;
    EXPECT_EQ(once[i].findings, again[i].findings);
  }
}

TEST(WriteRosters, WritesTheFilesAndWhatIsToBeFound) {
  const TempDir folder;
  ASSERT_THAT(WriteRosters(kMuchIsWrong, folder.File("rosters")), IsOk());
  google::protobuf::Struct manifest;
  ASSERT_TRUE(
      google::protobuf::util::JsonStringToMessage(ReadFile(folder.File("rosters/rosters.json")), &manifest).ok());
  const auto& files = manifest.fields().at("files").list_value();
  ASSERT_EQ(files.values_size(), 31);
  int listed = 0;
  for (const Roster& roster : MakeRosters(kMuchIsWrong)) {
    EXPECT_TRUE(ReadFile(folder.File("rosters/" + roster.file)) == roster.bytes);
    listed += static_cast<int>(roster.findings.size());
  }
  EXPECT_EQ(manifest.fields().at("findings").list_value().values_size(), listed);
}

// Row, column, code.
using Told = std::multiset<std::tuple<int, std::string, std::string>>;

class Import : public testing::Test {
 protected:
  Import() {
    RpcClient client(grpc::CreateChannel(address_, grpc::InsecureChannelCredentials()), absl::Seconds(30));
    const auto method = FindMethod("registry.OrganizationService.ImportOrganizations");
    std::vector<MessagePtr> rows;
    for (const auto& row : MakeOrganizations())
      rows.push_back(std::make_unique<registry::v1::ImportOrganizationsRequest>(row));
    const auto answer = client.Call(**method, rows);
    EXPECT_THAT(answer, IsOk()) << registry_.log();
  }

  Exit Load(const Roster& roster) {
    WriteFile(folder_.File(roster.file), roster.bytes);
    return RunProgram({"jiedui-roster", "--registry=" + address_, "--errors=" + folder_.File("errors.csv"),
                       "--with_warnings", "--default_category=基层医生", folder_.File(roster.file)});
  }

  // The refusals and warnings in the file that goes back to the township.
  Told Errors() {
    std::string text = ReadFile(folder_.File("errors.csv")).substr(3);
    registry::CsvReader reader(',', [&text]() -> absl::StatusOr<std::string> { return std::exchange(text, ""); });
    Told told;
    const auto headers = reader.Next();
    EXPECT_TRUE(headers.ok() && headers->has_value());
    const size_t last = (*headers)->cells.size();
    for (auto row = reader.Next(); row.ok() && row->has_value(); row = reader.Next()) {
      const std::vector<std::string>& cells = (*row)->cells;
      const std::vector<std::string> columns = absl::StrSplit(cells[last - 5], "；");
      const std::vector<std::string> codes = absl::StrSplit(cells[last - 1], "；");
      EXPECT_EQ(columns.size(), codes.size());
      for (size_t i = 0; i < codes.size(); ++i) told.emplace(std::atoi(cells[last - 6].c_str()), columns[i], codes[i]);
    }
    return told;
  }

  TempDir folder_;
  HeldPort port_;
  std::string address_ = port_.address();
  Process registry_{
      {"jiedui-registry", "--listen=" + address_, "--data_dir=" + folder_.File("registry"), "--allow_synthetic_ids"}};
};

int64_t NumberAfter(const std::string& words, const std::string& log) {
  const size_t at = log.find(words);
  return at == std::string::npos ? -1 : std::atoll(log.c_str() + at + words.size());
}

// How many rows each code was fixed in, from the tool's summary.
std::map<std::string, int> FixedIn(const std::string& log) {
  std::map<std::string, int> fixed;
  for (const absl::string_view line : absl::StrSplit(log, '\n')) {
    const std::vector<std::string> words = absl::StrSplit(line, ' ', absl::SkipEmpty());
    if (words.size() >= 3 && words[0] == "修正") fixed[words[2]] = std::atoi(words[1].c_str());
  }
  return fixed;
}

TEST_F(Import, FindsExactlyWhatIsWrong) {
  for (const Roster& roster : MakeRosters(kMuchIsWrong)) {
    Told expected;
    std::map<std::string, int> fixed;
    for (const ExpectedFinding& finding : roster.findings) {
      if (finding.kind == "fixed") {
        ++fixed[finding.code];
      } else {
        expected.emplace(finding.row, finding.column, finding.code);
      }
    }
    const Exit exit = Load(roster);
    ASSERT_EQ(exit.code, roster.refused > 0 ? 1 : 0) << roster.file << ": " << exit.log;
    EXPECT_EQ(Errors(), expected) << roster.file;
    EXPECT_EQ(FixedIn(exit.log), fixed) << roster.file << ": " << exit.log;
    EXPECT_EQ(NumberAfter("新建 ", exit.log), roster.created) << roster.file;
    EXPECT_EQ(NumberAfter("未变 ", exit.log), roster.unchanged) << roster.file;
    EXPECT_EQ(NumberAfter("拒绝 ", exit.log), roster.refused) << roster.file;
    EXPECT_EQ(NumberAfter("更新 ", exit.log), 0) << roster.file;
  }
}

}  // namespace
}  // namespace jiedui::demo
