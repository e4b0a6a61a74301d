// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/rpc/list_edition_rows.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/scheduler_service/reporting_server.h"

namespace jiedui::scheduler {
namespace {

using absl::StatusCode;
using ::testing::ElementsAre;

class ListEditionRowsTest : public ReportingServer {
 protected:
  ListEditionRowsTest() {
    for (const char* id : {"zhao", "qian", "sun"}) CompleteClinical(id);
    EXPECT_THAT(FreezeUntil("2021-12-31", "first"), IsOk());
    request_.set_parent("pairings/yh-cx/editions/first");
    request_.set_figure("TR.TALENT.COMPLETED");
  }
  absl::StatusOr<v1::ListEditionRowsResponse> List() {
    return Invoke(*editions_, &Editions::ListEditionRows, request_);
  }

  v1::ListEditionRowsRequest request_;
};

std::vector<std::string> RowsIn(const absl::StatusOr<v1::ListEditionRowsResponse>& response) {
  if (!response.ok()) return {response.status().ToString()};
  return {response->rows().begin(), response->rows().end()};
}

TEST_F(ListEditionRowsTest, AreThoseThatWereCountedWhateverCameAfter) {
  const std::vector<std::string> frozen = RowsIn(List());
  EXPECT_THAT(frozen, ElementsAre(NameOf("qian"), NameOf("sun"), NameOf("zhao")));
  ASSERT_THAT(AskFor("two", NeverCame({"sun"})), IsOk());
  ASSERT_THAT(Approve("two"), IsOk());
  EXPECT_EQ(RowsIn(List()), frozen);
  ASSERT_THAT(FreezeUntil("2021-12-31", "second"), IsOk());
  request_.set_parent("pairings/yh-cx/editions/second");
  EXPECT_THAT(RowsIn(List()), ElementsAre(NameOf("qian"), NameOf("zhao")));
}

TEST_F(ListEditionRowsTest, ComeInPagesThatAreOfThisList) {
  request_.set_page_size(2);
  const auto first = List();
  EXPECT_THAT(RowsIn(first), ElementsAre(NameOf("qian"), NameOf("sun")));
  EXPECT_EQ(first->rows_total(), 3);
  request_.set_page_token(first->next_page_token());
  const auto second = List();
  EXPECT_THAT(RowsIn(second), ElementsAre(NameOf("zhao")));
  EXPECT_EQ(second->next_page_token(), "");
  request_.set_figure("TR.TALENT.PERSONS");
  EXPECT_THAT(List(), FailsWith(StatusCode::kInvalidArgument, "PAGE_TOKEN_INVALID"));
}

TEST_F(ListEditionRowsTest, OfWhatIsNotThereAreNone) {
  request_.set_figure("TR.NOTHING");
  EXPECT_THAT(List(), FailsWith(StatusCode::kInvalidArgument, "INVALID_FIELD"));
  request_.set_figure("OUT.SHOP");
  EXPECT_EQ(List()->rows_total(), 0);
  request_.set_parent("pairings/yh-cx/editions/none");
  EXPECT_THAT(List(), FailsWith(StatusCode::kNotFound, "RESOURCE_NOT_FOUND"));
}

}  // namespace
}  // namespace jiedui::scheduler
