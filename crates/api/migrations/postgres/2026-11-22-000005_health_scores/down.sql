DROP TABLE health_scores;
DROP TABLE health_now;
