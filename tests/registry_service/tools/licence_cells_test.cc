// SPDX-License-Identifier: Apache-2.0
#include "registry_service/tools/licence_cells.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/status_matchers.h"

namespace jiedui::registry {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using v1::Licence;
using v1::RowFinding;

struct Read {
  LicenceInRow licence;
  std::vector<RowFinding> findings;
};

Read ReadCells(const std::string& kind, const std::string& scopes, const std::string& valid_to) {
  const auto columns = RosterColumns::Read({"姓名", "身份证号", "资格", "执业范围", "有效期至"}, {});
  EXPECT_THAT(columns, IsOk());
  const CsvRow row{.number = 2, .cells = {"张三", "99", kind, scopes, valid_to}};
  RowCells cells(row, *columns);
  Read read;
  read.licence = ReadLicenceCells(cells);
  read.findings = cells.findings();
  return read;
}

TEST(ReadLicenceCells, ReadsALicence) {
  const Read read = ReadCells("护士", "内科、外科", "2026-10-30");
  EXPECT_THAT(read.findings, IsEmpty());
  ASSERT_TRUE(read.licence.licence.has_value());
  EXPECT_EQ(read.licence.licence->kind(), Licence::KIND_NURSE);
  EXPECT_THAT(read.licence.licence->scopes(), ElementsAre("内科", "外科"));
  EXPECT_EQ(read.licence.licence->valid_to(), "2026-10-30");
  EXPECT_EQ(read.licence.without_end, "");
}

TEST(ReadLicenceCells, TellsThatScopesWereSeparated) {
  const Read read = ReadCells("护士", "内科，外科", "");
  ASSERT_EQ(read.findings.size(), 1u);
  EXPECT_EQ(read.findings[0].code(), "LICENCE_SCOPES_SPLIT");
  EXPECT_EQ(read.findings[0].kind(), RowFinding::KIND_FIXED);
  EXPECT_EQ(read.findings[0].field(), "person.licences[0].scopes");
  EXPECT_EQ(read.findings[0].value(), "内科，外科");
  EXPECT_EQ(read.findings[0].new_value(), "内科、外科");
  EXPECT_THAT(read.licence.licence->scopes(), ElementsAre("内科", "外科"));
}

TEST(ReadLicenceCells, RemembersThatALicenceIsForGood) {
  for (const char* cell : {"长期", " 长 期", "长期有效"}) {
    const Read read = ReadCells("护士", "", cell);
    EXPECT_THAT(read.findings, IsEmpty());
    EXPECT_EQ(read.licence.without_end, cell);
    EXPECT_EQ(read.licence.licence->valid_to(), "");
  }
}

TEST(ReadLicenceCells, KnowsThatThereIsNone) {
  EXPECT_FALSE(ReadCells("无", "", "长期").licence.licence.has_value());
  EXPECT_FALSE(ReadCells("", "内科", "").licence.licence.has_value());
  EXPECT_EQ(ReadCells("", "内科", "").findings[0].code(), "LICENCE_KIND_BLANK");
}

}  // namespace
}  // namespace jiedui::registry
