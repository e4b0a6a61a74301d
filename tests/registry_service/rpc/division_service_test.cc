// SPDX-License-Identifier: Apache-2.0
#include "registry_service/rpc/division_service.h"

#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "tests/registry_service/rpc/registry_server.h"
#include "tests/support/status_matchers.h"

namespace jiedui::registry {
namespace {

using absl::StatusCode;
using testing::Each;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;
using testing::StartsWith;
using Stub = v1::DivisionService::Stub;

absl::StatusOr<v1::Division> Get(RegistryServer& server, const std::string& code, const std::string& date) {
  v1::GetDivisionRequest request;
  request.set_code(code);
  request.set_date(date);
  return Call(server.divisions(), &Stub::GetDivision, request);
}

v1::ListDivisionsRequest Towns(const std::string& date, int page_size) {
  v1::ListDivisionsRequest request;
  request.set_parent("510824");
  request.set_date(date);
  request.set_page_size(page_size);
  return request;
}

// The codes of all pages.
std::vector<std::string> AllPages(RegistryServer& server, v1::ListDivisionsRequest request) {
  std::vector<std::string> codes;
  do {
    const auto page = Call(server.divisions(), &Stub::ListDivisions, request);
    EXPECT_THAT(page, IsOk());
    if (!page.ok()) break;
    for (const v1::Division& division : page->divisions()) codes.push_back(division.code());
    request.set_page_token(page->next_page_token());
  } while (!request.page_token().empty());
  return codes;
}

TEST(GetDivision, TellsAllThatTheTableKnows) {
  RegistryServer server;
  const auto town = Get(server, "330110102", "2021-04-08");
  ASSERT_THAT(town, IsOk());
  EXPECT_EQ(town->code(), "330110102");
  EXPECT_EQ(town->display_name(), "塘栖镇");
  EXPECT_EQ(town->full_name(), "浙江省杭州市余杭区塘栖镇");
  EXPECT_EQ(town->start_date(), "");
  EXPECT_EQ(town->end_date(), "2021-04-08");
  EXPECT_THAT(town->successors(), ElementsAre("330113100"));
  EXPECT_EQ(town->source(), "NBS2015 ZJ");
}

TEST(GetDivision, IsOfTheDayOrOfToday) {
  RegistryServer server;
  EXPECT_THAT(Get(server, "330110102", "2021-04-09"),
              StatusIs(StatusCode::kNotFound, HasSubstr("330110102 on 2021-04-09")));
  EXPECT_THAT(Get(server, "330110102", ""), StatusIs(StatusCode::kNotFound));
  EXPECT_EQ(Get(server, "330113100", "")->full_name(), "浙江省杭州市临平区塘栖镇");
  EXPECT_THAT(Get(server, "330113", "2021-04-08"), StatusIs(StatusCode::kNotFound));
}

TEST(GetDivision, WrongRequestsAreRefused) {
  RegistryServer server;
  EXPECT_THAT(Get(server, "33011", ""), StatusIs(StatusCode::kInvalidArgument, HasSubstr("code")));
  EXPECT_THAT(Get(server, "", ""), StatusIs(StatusCode::kInvalidArgument, HasSubstr("code")));
  EXPECT_THAT(Get(server, "330110", "2021-04-31"), StatusIs(StatusCode::kInvalidArgument, HasSubstr("date")));
}

// 苍溪县 has 25 towns, 6 townships and 3 units like them.
TEST(ListDivisions, GivesEachOnceOverAllPages) {
  RegistryServer server;
  const std::vector<std::string> whole = AllPages(server, Towns("2021-11-15", 1000));
  EXPECT_THAT(whole, SizeIs(34));
  EXPECT_THAT(whole, Each(StartsWith("510824")));
  for (const int page_size : {1, 7, 34}) EXPECT_EQ(AllPages(server, Towns("2021-11-15", page_size)), whole);
}

TEST(ListDivisions, WithoutAParentGivesAllOfTheDay) {
  RegistryServer server;
  v1::ListDivisionsRequest request;
  request.set_page_size(1000);
  const std::vector<std::string> today = AllPages(server, request);
  EXPECT_THAT(today, testing::IsSupersetOf({"33", "330113", "510824226"}));
  EXPECT_THAT(today, testing::Not(testing::Contains("330110102")));
  request.set_date("2021-04-08");
  EXPECT_THAT(AllPages(server, request), testing::Contains("330110102"));
}

TEST(ListDivisions, ATokenIsOfItsRequest) {
  RegistryServer server;
  v1::ListDivisionsRequest request = Towns("2021-11-15", 5);
  request.set_page_token(Call(server.divisions(), &Stub::ListDivisions, request)->next_page_token());
  request.set_parent("330110");
  EXPECT_THAT(Call(server.divisions(), &Stub::ListDivisions, request),
              FailsWith(StatusCode::kInvalidArgument, "PAGE_TOKEN_INVALID"));
  request = Towns("2021-11-15", -1);
  EXPECT_THAT(Call(server.divisions(), &Stub::ListDivisions, request),
              StatusIs(StatusCode::kInvalidArgument, HasSubstr("page_size")));
}

}  // namespace
}  // namespace jiedui::registry
