// SPDX-License-Identifier: Apache-2.0
// A township's roster of 320 rows through jiedui-roster into a registry: what is clean or can be put right is loaded,
// the rest comes back in a file, and the corrected file adds only what was missing.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unicode/ucnv.h>

#include <cstdlib>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "common/base/text.h"
#include "registry_service/domain/resident_id.h"
#include "tests/integration/servers.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temp_dir.h"

namespace jiedui {
namespace {

using ::testing::HasSubstr;

constexpr char kByteOrderMark[] = "\xEF\xBB\xBF";
constexpr char kHeader[] = "序号,姓名,身份证号,人员类别";

std::string Checked(const std::string& body) { return body + registry::ResidentIdCheckCharacter(body); }

// The n-th of many synthetic numbers; none ends in 000.
std::string Number(int n) { return Checked(absl::StrFormat("990824%04d0808%03d", 1950 + n / 100, 111 + n % 100)); }

// The n-th whose check character is X.
std::string NumberWithX(int n) {
  for (int sequence = 500;; ++sequence) {
    const std::string number = Checked(absl::StrFormat("99082419900808%03d", sequence));
    if (number.back() == 'X' && n-- == 0) return number;
  }
}

// A number that a spreadsheet cut to 15 digits, and that fails the check.
std::string Truncated(int n) {
  std::string number = absl::StrCat(Number(300 + n).substr(0, 15), "000");
  if (registry::ResidentIdCheckCharacter(number.substr(0, 17)) == '0') number[14] = number[14] == '9' ? '8' : '9';
  return number;
}

std::string WrongCheck(int n) {
  std::string number = Number(310 + n);
  number.back() = number.back() == '1' ? '2' : '1';
  return number;
}

std::string Row(int line, const std::string& name, const std::string& number) {
  return absl::StrCat(line, ",", name, ",", number, ",基层医生");
}

// The rows as they came; with `corrected`, as the township sends them again.
std::vector<std::string> Rows(bool corrected) {
  std::vector<std::string> rows;
  const auto add = [&rows](const std::string& name, const std::string& number) {
    rows.push_back(Row(static_cast<int>(rows.size()) + 1, name, number));
  };
  for (int i = 0; i < 300; ++i) add("张三", Number(i));
  for (int i = 0; i < 8; ++i) add("李四", corrected ? Number(310 + i) : WrongCheck(i));
  for (int i = 0; i < 5; ++i) add("王五", corrected ? Number(320 + i) : Truncated(i));
  for (int i = 0; i < 3; ++i) {
    const std::string number = NumberWithX(i);
    add("赵六", number.substr(0, 17) + "x");
  }
  add("孙七", "990824850101999");
  add("孙八", "990824850101888");
  add(corrected ? "周\U0002C35B九" : "周?九", Number(330));
  add("吴十", corrected ? Number(331) : "");
  return rows;
}

std::string Csv(const std::vector<std::string>& rows) {
  return absl::StrCat(kHeader, "\r\n", absl::StrJoin(rows, "\r\n"), "\r\n");
}

std::string ToGb18030(const std::string& utf8) {
  std::string bytes(utf8.size() * 2, '\0');
  UErrorCode error = U_ZERO_ERROR;
  const int32_t size = ucnv_convert("GB18030", "UTF-8", bytes.data(), static_cast<int32_t>(bytes.size()), utf8.data(),
                                    static_cast<int32_t>(utf8.size()), &error);
  EXPECT_TRUE(U_SUCCESS(error));
  bytes.resize(static_cast<size_t>(size));
  return bytes;
}

int64_t NumberAfter(const std::string& words, const std::string& log) {
  const size_t at = log.find(words);
  return at == std::string::npos ? -1 : std::atoll(log.c_str() + at + words.size());
}

class RosterTest : public testing::Test {
 protected:
  RosterTest() { registry_.Start(); }

  Exit Load(const std::string& bytes, std::vector<std::string> flags = {}) {
    WriteFile(folder_.File("roster.csv"), bytes);
    std::vector<std::string> command = {"jiedui-roster", "--registry=" + registry_.address(),
                                        "--errors=" + folder_.File("errors.csv")};
    command.insert(command.end(), flags.begin(), flags.end());
    command.push_back(folder_.File("roster.csv"));
    return RunProgram(command);
  }
  int64_t Persons() {
    const auto stub = registry::v1::PersonService::NewStub(registry_.Channel());
    int64_t persons = 0;
    registry::v1::ListPersonsRequest request;
    request.set_page_size(1000);
    registry::v1::ListPersonsResponse page;
    Call call;
    EXPECT_THAT(stub->ListPersons(&call, request, &page), IsOk());
    persons += page.persons_size();
    EXPECT_EQ(page.next_page_token(), "");
    return persons;
  }
  registry::v1::SearchPersonsResponse Search(const std::string& query) {
    const auto stub = registry::v1::PersonService::NewStub(registry_.Channel());
    registry::v1::SearchPersonsRequest request;
    request.set_query(query);
    registry::v1::SearchPersonsResponse response;
    Call call;
    EXPECT_THAT(stub->SearchPersons(&call, request, &response), IsOk());
    return response;
  }
  // Called by its id and 镇卫生院.
  void AddHospital(const std::string& id) {
    registry::v1::CreateOrganizationRequest request;
    request.set_organization_id(id);
    registry::v1::Organization& hospital = *request.mutable_organization();
    hospital.set_display_name(id + "镇卫生院");
    hospital.set_kind(registry::v1::Organization::KIND_TOWNSHIP_HOSPITAL);
    hospital.add_divisions()->set_division("510824111");
    Call call;
    registry::v1::Organization created;
    EXPECT_THAT(
        registry::v1::OrganizationService::NewStub(registry_.Channel())->CreateOrganization(&call, request, &created),
        IsOk());
  }
  uint64_t Revision() {
    Call call;
    registry::v1::GetStatusResponse status;
    EXPECT_THAT(registry::v1::AdminService::NewStub(registry_.Channel())->GetStatus(&call, {}, &status), IsOk());
    return status.revision();
  }
  // The name of the one person whose identity number ends like this one.
  std::string NameOfNumber(const std::string& number) {
    const auto found = Search(number.substr(14));
    EXPECT_EQ(found.matches_size(), 1) << number;
    return found.matches_size() == 1 ? found.matches(0).person().display_name() : "";
  }
  // Lines of the error file without its header.
  std::vector<std::string> Errors() {
    std::vector<std::string> lines = absl::StrSplit(ReadFile(folder_.File("errors.csv")), "\r\n", absl::SkipEmpty());
    EXPECT_FALSE(lines.empty());
    if (!lines.empty()) lines.erase(lines.begin());
    return lines;
  }

  TempDir folder_;
  ServerProcess registry_{"jiedui-registry", folder_.File("registry"), {"--allow_synthetic_ids"}};
};

TEST_F(RosterTest, ThreeHundredAndFiveOfThreeHundredAndTwentyAreLoaded) {
  const Exit first = Load(kByteOrderMark + Csv(Rows(false)));
  EXPECT_EQ(first.code, 1) << first.log;
  EXPECT_EQ(Persons(), 305) << first.log;
  EXPECT_EQ(Errors().size(), 15u) << ReadFile(folder_.File("errors.csv"));
  const std::string errors = ReadFile(folder_.File("errors.csv"));
  EXPECT_EQ(errors.substr(0, 3), kByteOrderMark);
  for (const char* code : {"ID_CHECK_CHARACTER", "ID_TRUNCATED", "NAME_DAMAGED", "ID_MISSING"})
    EXPECT_THAT(errors, HasSubstr(code));
  EXPECT_THAT(first.log, HasSubstr("ID_LOWER_CASE_X"));
  EXPECT_THAT(first.log, HasSubstr("ID_15_DIGITS"));

  const Exit second = Load(kByteOrderMark + Csv(Rows(true)));
  EXPECT_EQ(second.code, 0) << second.log;
  EXPECT_EQ(Persons(), 320);
  EXPECT_THAT(second.log, HasSubstr("新建 15"));
  EXPECT_THAT(second.log, HasSubstr("未变 305"));
}

TEST_F(RosterTest, AnOfficesEncodingIsAsGood) {
  const Exit exit = Load(ToGb18030(Csv(Rows(true))));
  EXPECT_EQ(exit.code, 0) << exit.log;
  EXPECT_EQ(Persons(), 320);
  EXPECT_EQ(Search("周\U0002C35B九").matches_size(), 1) << "a rare character came through";
}

// What officials take from a list, in the encoding of their spreadsheets, is what is there already.
TEST_F(RosterTest, NamesThatWereListedComeBackUnchanged) {
  std::string long_name = "阿依古丽·";
  while (CodePoints(long_name) < 30) long_name += "买";
  const std::vector<std::string> rows = {Row(1, "王\U0002C35B", Number(1)), Row(2, "\u4DAE\u36C3", Number(2)),
                                         Row(3, "阿依古丽•买买提", Number(3)), Row(4, long_name, Number(4)),
                                         Row(5, "李\uE863", Number(5))};
  const Exit first = Load(kByteOrderMark + Csv(rows));
  EXPECT_EQ(first.code, 0) << first.log;
  EXPECT_THAT(first.log, HasSubstr("新建 5"));
  EXPECT_THAT(first.log, HasSubstr("NAME_MIDDLE_DOT"));
  EXPECT_THAT(first.log, HasSubstr("PRIVATE_USE_CHARACTER"));

  std::vector<std::string> listed;
  for (int n = 1; n <= 5; ++n) listed.push_back(Row(n, NameOfNumber(Number(n)), Number(n)));
  EXPECT_THAT(listed[2], HasSubstr("阿依古丽\u00B7买买提"));
  const Exit again = Load(ToGb18030(Csv(listed)));
  EXPECT_EQ(again.code, 0) << again.log;
  EXPECT_THAT(again.log, HasSubstr("未变 5"));
  for (const char* query : {"阿依古丽.买买提", "阿依古丽・买买提", "阿依古丽买买提"})
    EXPECT_EQ(Search(query).matches_size(), 1) << query;
}

TEST_F(RosterTest, ADryRunChangesNothingAndSaysTheSame) {
  const Exit dry = Load(Csv(Rows(false)), {"--dry_run"});
  EXPECT_EQ(dry.code, 1) << dry.log;
  EXPECT_EQ(Persons(), 0);
  const std::vector<std::string> foretold = Errors();
  EXPECT_EQ(Load(Csv(Rows(false))).code, 1);
  EXPECT_EQ(Errors(), foretold);
}

// What was acknowledged before the kill is there after it; loading the file again loads the rest.
TEST_F(RosterTest, ARegistryKilledInTheMiddleIsLoadedOn) {
  constexpr int kRows = 20'000;
  std::vector<std::string> rows;
  for (int n = 0; n < kRows; ++n)
    rows.push_back(Row(n + 1, "张三", Checked(absl::StrFormat("990824%04d0808%03d", 1950 + n / 800, 111 + n % 800))));
  WriteFile(folder_.File("great.csv"), Csv(rows));
  const uint64_t empty = Revision();
  Process tool({"jiedui-roster", "--registry=" + registry_.address(), folder_.File("great.csv")});
  while (Revision() - empty < kRows / 4) {
  }
  const auto acknowledged = static_cast<int64_t>(Revision() - empty);
  registry_.Kill();
  const Exit cut = tool.Wait();
  EXPECT_EQ(cut.code, 2) << cut.log;
  EXPECT_THAT(cut.log, HasSubstr("may be loaded in part"));
  registry_.Start();
  const Exit again = RunProgram({"jiedui-roster", "--registry=" + registry_.address(), folder_.File("great.csv")});
  EXPECT_EQ(again.code, 0) << again.log;
  const int64_t created = NumberAfter("新建 ", again.log);
  const int64_t unchanged = NumberAfter("未变 ", again.log);
  EXPECT_EQ(created + unchanged, kRows) << again.log;
  EXPECT_GE(unchanged, acknowledged) << again.log;
}

// A full disk shows when the file is closed.
TEST_F(RosterTest, WhatWasLoadedIsToldThoughTheErrorFileCannotBeWritten) {
  const Exit exit = Load(Csv({Row(1, "张三", Number(1)), Row(2, "?", Number(2))}), {"--errors=/dev/full"});
  EXPECT_EQ(exit.code, 2) << exit.log;
  EXPECT_THAT(exit.log, HasSubstr("共 2 行: 新建 1, 更新 0, 未变 0, 拒绝 1"));
  EXPECT_THAT(exit.log, HasSubstr("cannot write /dev/full"));
}

// A township writes who works there now, and knows nothing of the employment that somebody forgot to end.
TEST_F(RosterTest, AnotherEmployerIsWarnedOf) {
  for (const char* id : {"first", "second"}) AddHospital(id);
  const std::string header = absl::StrCat(kHeader, ",工作单位\r\n");
  EXPECT_THAT(Load(header + Row(1, "张三", Number(1)) + ",first镇卫生院\r\n").log, HasSubstr("新建 1"));
  for (const char* flag : {"--dry_run", "--nodry_run"}) {
    const Exit moved = Load(header + Row(1, "张三", Number(1)) + ",second镇卫生院\r\n", {flag, "--with_warnings"});
    EXPECT_EQ(moved.code, 0) << moved.log;
    EXPECT_THAT(moved.log, HasSubstr("OTHER_EMPLOYER"));
    EXPECT_THAT(Errors().front(), HasSubstr("另有在职单位:first镇卫生院;名册所填单位:second镇卫生院"));
  }
}

TEST_F(RosterTest, WhatCannotBeReadIsOneClearLine) {
  const Exit exit = Load("姓名,电话\r\n张三,123\r\n");
  EXPECT_EQ(exit.code, 2);
  EXPECT_THAT(exit.log, HasSubstr("身份证号"));
  const Exit nowhere = RunProgram({"jiedui-roster", "--registry=127.0.0.1:1", folder_.File("none.csv")});
  EXPECT_EQ(nowhere.code, 2) << nowhere.log;
}

}  // namespace
}  // namespace jiedui
