#include "plots/mark.h"

enum { CORNERS_MAX = 12 };

typedef struct Shape {
    size_t corners; /* 0: a disc */
    double size;    /* of the radius: shapes of equal weight */
    ChartPoint at[CORNERS_MAX];
} Shape;

static const Shape shapes[PALETTE_MARKS] = {
    {0, 1, {{0, 0}}},
    {4, 0.88, {{-1, -1}, {1, -1}, {1, 1}, {-1, 1}}},
    {3, 1.25, {{0, -1}, {0.95, 0.75}, {-0.95, 0.75}}},
    {4, 1.3, {{0, -1}, {1, 0}, {0, 1}, {-1, 0}}},
    {3, 1.25, {{0, 1}, {0.95, -0.75}, {-0.95, -0.75}}},
    {12,
     1.15,
     {{-0.38, -1},
      {0.38, -1},
      {0.38, -0.38},
      {1, -0.38},
      {1, 0.38},
      {0.38, 0.38},
      {0.38, 1},
      {-0.38, 1},
      {-0.38, 0.38},
      {-1, 0.38},
      {-1, -0.38},
      {-0.38, -0.38}}},
    {12,
     1.1,
     {{0, -0.5},
      {0.5, -1},
      {1, -0.5},
      {0.5, 0},
      {1, 0.5},
      {0.5, 1},
      {0, 0.5},
      {-0.5, 1},
      {-1, 0.5},
      {-0.5, 0},
      {-1, -0.5},
      {-0.5, -1}}},
    {5, 1.15, {{0, -1}, {0.95, -0.31}, {0.59, 0.81}, {-0.59, 0.81}, {-0.95, -0.31}}},
};

void mark_draw(Chart *chart, double x, double y, double radius, size_t mark, Colour colour)
{
    if (mark >= PALETTE_MARKS) {
        return;
    }
    const Shape *shape = &shapes[mark];
    if (!shape->corners) {
        chart_dot(chart, x, y, radius, colour);
        return;
    }
    ChartPoint corners[CORNERS_MAX];
    for (size_t i = 0; i < shape->corners; ++i) {
        corners[i] = (ChartPoint){x + radius * shape->size * shape->at[i].x,
                                  y + radius * shape->size * shape->at[i].y};
    }
    chart_area(chart, corners, shape->corners, colour, 1);
}
